import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './error.ts';
import { url } from './fields.ts';

/** Where attachments and exports are stored. */
export type StorageConfig = { kind: 'disk'; folder: string } | S3Config;

export interface S3Config {
  kind: 's3';
  bucket: string;
  /** A compatible service's address; null for Amazon S3. */
  endpoint: string | null;
  region: string;
  /** Null uses the machine's own role. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null;
}

const text = () => z.string().trim().min(1);

export const storageFields = {
  S3_BUCKET: text().optional(),
  S3_ENDPOINT: url(['http:', 'https:'], 'https://s3.example.id').optional(),
  S3_REGION: text().optional(),
  S3_ACCESS_KEY_ID: text().optional(),
  S3_SECRET_ACCESS_KEY: text().optional(),
};

type StorageFields = z.infer<z.ZodObject<typeof storageFields>>;

/**
 * S3 if a bucket is set, otherwise a folder in `dataDir`.
 * @throws ConfigError when an S3 setting has no bucket, or half of the key pair is missing
 */
export function storageOf(value: StorageFields, dataDir: string): StorageConfig {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = value;
  if (bucket === undefined) {
    const orphan = (Object.keys(storageFields) as (keyof StorageFields)[]).find(
      (name) => value[name] !== undefined,
    );
    if (orphan !== undefined) throw new ConfigError('S3_BUCKET', `must be set beside ${orphan}`);
    return { kind: 'disk', folder: join(dataDir, 'files') };
  }
  if (accessKeyId !== undefined && secretAccessKey === undefined)
    throw new ConfigError('S3_SECRET_ACCESS_KEY', 'must be set beside S3_ACCESS_KEY_ID');
  if (secretAccessKey !== undefined && accessKeyId === undefined)
    throw new ConfigError('S3_ACCESS_KEY_ID', 'must be set beside S3_SECRET_ACCESS_KEY');
  return {
    kind: 's3',
    bucket,
    endpoint: value.S3_ENDPOINT ?? null,
    region: value.S3_REGION ?? 'us-east-1',
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  };
}
