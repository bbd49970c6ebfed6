import { writeFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, ROOT } from '../../config/env.ts';
import { makeFolder } from '../support/folder.ts';

const nowhere = { DATA_DIR: '/nonexistent/data' };

test('by default everything runs on this machine, with demo data', () => {
  expect(readConfig(nowhere)).toEqual({
    production: false,
    demo: true,
    port: 3000,
    publicUrl: 'http://localhost:3000',
    trustedProxies: expect.any(BlockList) as BlockList,
    databaseUrl: 'postgresql://postgres@127.0.0.1:5433/dashboard_cso',
    temporal: { address: '127.0.0.1:7233', namespace: 'default', apiKey: null, tls: false },
    temporalUiUrl: 'http://localhost:8233',
    embedded: { postgres: true, temporal: true },
    dataDir: '/nonexistent/data',
    storage: { kind: 'disk', folder: '/nonexistent/data/files' },
    clamdAddress: null,
    pgPort: 5433,
    temporalPort: 7233,
    temporalUiPort: 8233,
    smtpUrl: null,
    mailFrom: null,
    haiApiToken: 'demo-hai-token',
    haiWebhook: null,
    metricsToken: null,
    slaWorkingDays: 5,
    serviceHours: { opensAt: 480, closesAt: 1020 },
    autoCompleteWorkingDays: 3,
  });
});

test('in production there are no demo data, and HAI’s API is off', () => {
  expect(readConfig({ ...nowhere, NODE_ENV: 'production' })).toMatchObject({
    demo: false,
    haiApiToken: null,
  });
  expect(readConfig({ ...nowhere, NODE_ENV: 'production', DEMO: '1' })).toMatchObject({ demo: true });
  expect(readConfig({ ...nowhere, DEMO: '0' })).toMatchObject({ demo: false, haiApiToken: null });
});

test('uses outside services as configured', () => {
  const database = 'postgresql://cso:secret@db.example.id/cso?sslmode=require';
  const given = {
    DATABASE_URL: database,
    TEMPORAL_ADDRESS: 'temporal.example.id:7233',
    TEMPORAL_API_KEY: 'key',
  };
  expect(readConfig({ ...nowhere, ...given })).toMatchObject({
    databaseUrl: database,
    temporal: { address: 'temporal.example.id:7233', apiKey: 'key', tls: true },
    temporalUiUrl: null,
    embedded: { postgres: false, temporal: false },
  });
});

test('an empty variable counts as not set; a relative folder starts at the project', () => {
  expect(readConfig({ PORT: '', DATA_DIR: 'elsewhere' })).toMatchObject({
    port: 3000,
    dataDir: join(ROOT, 'elsewhere'),
  });
});

test("the embedded PostgreSQL's address contains the password that bin/start created", () => {
  const dataDir = makeFolder();
  writeFileSync(join(dataDir, 'postgres-password'), 'abc\n');
  expect(readConfig({ DATA_DIR: dataDir, PG_PORT: '6000' }).databaseUrl).toBe(
    'postgresql://postgres:abc@127.0.0.1:6000/dashboard_cso',
  );
});

test('reads a client certificate and refuses half of the pair', () => {
  const cert = join(makeFolder(), 'client.pem');
  writeFileSync(cert, 'PEM');
  const pair = { TEMPORAL_TLS_CLIENT_CERT_PATH: cert, TEMPORAL_TLS_CLIENT_KEY_PATH: cert };
  const pem = Buffer.from('PEM');
  expect(readConfig({ ...nowhere, ...pair }).temporal.tls).toEqual({
    clientCertPair: { crt: pem, key: pem },
  });
  expect(() => readConfig({ ...nowhere, TEMPORAL_TLS_CLIENT_CERT_PATH: cert })).toThrow(
    'TEMPORAL_TLS_CLIENT_KEY_PATH',
  );
  expect(() => readConfig({ ...nowhere, ...pair, TEMPORAL_TLS_SERVER_CA_CERT_PATH: '/nonexistent' })).toThrow(
    'TEMPORAL_TLS_SERVER_CA_CERT_PATH must name a readable file',
  );
});

test('trusted proxies may be IPv4 and IPv6 addresses and networks', () => {
  const { trustedProxies } = readConfig({ ...nowhere, TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16,fd00::/8' });
  expect(trustedProxies.check('10.0.0.5')).toBe(true);
  expect(trustedProxies.check('10.0.0.6')).toBe(false);
  expect(trustedProxies.check('10.1.200.3')).toBe(true);
  expect(trustedProxies.check('fd12::1', 'ipv6')).toBe(true);
  expect(trustedProxies.check('fe80::1', 'ipv6')).toBe(false);
});

test('files go to S3 once a bucket is named', () => {
  const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };
  expect(readConfig({ ...nowhere, S3_BUCKET: 'cso' }).storage).toEqual({
    kind: 's3',
    bucket: 'cso',
    endpoint: null,
    region: 'us-east-1',
    credentials: null,
  });
  const other = { S3_BUCKET: 'cso', S3_ENDPOINT: 'https://s3.example.id', S3_REGION: 'id-1', ...keys };
  expect(readConfig({ ...nowhere, ...other }).storage).toMatchObject({
    endpoint: 'https://s3.example.id',
    region: 'id-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  const half = { ...nowhere, S3_BUCKET: 'cso', S3_ACCESS_KEY_ID: 'id' };
  expect(() => readConfig(half)).toThrow('S3_SECRET_ACCESS_KEY must be set beside S3_ACCESS_KEY_ID');
  const otherHalf = { ...nowhere, S3_BUCKET: 'cso', S3_SECRET_ACCESS_KEY: 'secret' };
  expect(() => readConfig(otherHalf)).toThrow('S3_ACCESS_KEY_ID must be set beside S3_SECRET_ACCESS_KEY');
  expect(() => readConfig({ ...nowhere, ...keys })).toThrow('S3_BUCKET must be set beside S3_ACCESS_KEY_ID');
});

describe('reports a bad value in one line: the variable and what it should be', () => {
  test.each([
    ['PORT', 'abc', 'PORT must be a whole number from 1 to 65535'],
    ['PORT', '0', 'PORT must be a whole number from 1 to 65535'],
    ['CLAMD_ADDRESS', 'clamd', 'CLAMD_ADDRESS must be host:port, such as 127.0.0.1:3310'],
    ['S3_ENDPOINT', 's3.example.id', 'S3_ENDPOINT must be an address such as https://'],
    ['PG_PORT', '65536', 'PG_PORT must be a whole number from 1 to 65535'],
    ['TEMPORAL_PORT', '-1', 'TEMPORAL_PORT must be'],
    ['TEMPORAL_UI_PORT', '1.5', 'TEMPORAL_UI_PORT must be'],
    ['DEMO', 'maybe', 'DEMO must be 0 or 1'],
    ['PUBLIC_URL', 'cso.example.id', 'PUBLIC_URL must be an http or https address'],
    ['PUBLIC_URL', 'https://cso.example.id/helpdesk', 'PUBLIC_URL must be an http or https address'],
    ['TRUSTED_PROXIES', 'proxy.example.id', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES must be addresses or networks'],
    ['TRUSTED_PROXIES', '10.0.0.1,,', 'TRUSTED_PROXIES must be addresses or networks'],
    ['DATABASE_URL', 'mysql://db/cso', 'DATABASE_URL must be an address such as postgresql://'],
    ['TEMPORAL_ADDRESS', 'temporal', 'TEMPORAL_ADDRESS must be host:port'],
    ['TEMPORAL_NAMESPACE', ' ', 'TEMPORAL_NAMESPACE must not be blank'],
    ['TEMPORAL_TLS', 'yes', 'TEMPORAL_TLS must be 0 or 1'],
    ['TEMPORAL_UI_URL', 'ui', 'TEMPORAL_UI_URL must be an address'],
    ['SMTP_URL', 'http://mail', 'SMTP_URL must be an address such as smtp://'],
    ['MAIL_FROM', 'nobody', 'MAIL_FROM must be an e-mail address'],
    ['SLA_WORKING_DAYS', '0', 'SLA_WORKING_DAYS must be a whole number from 1 to 60'],
    ['SERVICE_HOURS', '17:00-08:00', 'SERVICE_HOURS must be two times of one day'],
    ['SERVICE_HOURS', '8-17', 'SERVICE_HOURS must be two times of one day'],
    ['AUTO_COMPLETE_WORKING_DAYS', '61', 'AUTO_COMPLETE_WORKING_DAYS must be a whole number from 0 to 60'],
    ['HAI_API_TOKEN', '  ', 'HAI_API_TOKEN must not be blank'],
  ])('%s=%s', (variable, value, message) => {
    const read = () => readConfig({ ...nowhere, [variable]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(message);
    expect(read).not.toThrow('\n');
  });
});

test('the webhook needs its secret', () => {
  const HAI_WEBHOOK_URL = 'https://hai.example.id/eskalasi';
  expect(() => readConfig({ HAI_WEBHOOK_URL })).toThrow(
    'HAI_WEBHOOK_SECRET must be set beside HAI_WEBHOOK_URL',
  );
  const { haiWebhook } = readConfig({ HAI_WEBHOOK_URL, HAI_WEBHOOK_SECRET: 'rahasia' });
  expect(haiWebhook).toEqual({ url: HAI_WEBHOOK_URL, secret: 'rahasia' });
});
