import { z } from 'zod';
import { ConfigError } from './error.ts';
import { flag } from './fields.ts';

/** TLS to an outside Temporal cluster, as the SDK's option. */
export interface TemporalTls {
  serverNameOverride?: string;
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
}

/** Names that Temporal's own tools read too. */
export const tlsFields = {
  TEMPORAL_TLS: flag().optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: z.string().optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: z.string().optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: z.string().optional(),
};

type TlsFields = z.infer<z.ZodObject<typeof tlsFields>> & { TEMPORAL_API_KEY?: string | undefined };
type PathField = Extract<keyof TlsFields, `${string}_PATH`>;

/**
 * TLS is on when configured, with a certificate, and with an API key (which must not travel unencrypted).
 * @throws ConfigError when a file cannot be read or half of the client's pair is missing.
 */
export function temporalTls(value: TlsFields, readFile: (path: string) => Buffer): TemporalTls | boolean {
  if (value.TEMPORAL_TLS === false) return false;
  const read = (name: PathField): Buffer | undefined => {
    const path = value[name];
    if (path === undefined) return undefined;
    try {
      return readFile(path);
    } catch {
      throw new ConfigError(name, 'must name a readable file');
    }
  };
  const ca = read('TEMPORAL_TLS_SERVER_CA_CERT_PATH');
  const crt = read('TEMPORAL_TLS_CLIENT_CERT_PATH');
  const key = read('TEMPORAL_TLS_CLIENT_KEY_PATH');
  if (crt && !key)
    throw new ConfigError('TEMPORAL_TLS_CLIENT_KEY_PATH', 'must be set beside the certificate');
  if (key && !crt) throw new ConfigError('TEMPORAL_TLS_CLIENT_CERT_PATH', 'must be set beside the key');
  const tls: TemporalTls = {
    ...(value.TEMPORAL_TLS_SERVER_NAME !== undefined && {
      serverNameOverride: value.TEMPORAL_TLS_SERVER_NAME,
    }),
    ...(ca && { serverRootCACertificate: ca }),
    ...(crt && key && { clientCertPair: { crt, key } }),
  };
  if (Object.keys(tls).length > 0) return tls;
  return value.TEMPORAL_TLS ?? value.TEMPORAL_API_KEY !== undefined;
}
