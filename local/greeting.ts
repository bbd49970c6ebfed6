import type { Config } from '../config/env.ts';

const LOGINS = [
  ['satker-527010', 'Satker 527010, asks'],
  ['kppn-008', 'KPPN Pekanbaru, answers and escalates'],
  ['kanwil-riau', 'Kanwil DJPBN Provinsi Riau'],
  ['hai', 'HAI-DJPBN, replies'],
  ['pengawas-008', 'supervisor of KPPN 008'],
  ['pusat', 'Kantor Pusat, watches everything'],
  ['admin', 'administrator'],
];

/** What bin/start prints once everything is up: addresses and demo log-ins. */
export function greeting(config: Config): string {
  const logins = LOGINS.map(([name = '', who = '']) => `  ${name.padEnd(16)}${who}`);
  return [
    '',
    `  Dashboard CSO Online  ${config.publicUrl}`,
    ...(config.temporalUiUrl === null ? [] : [`  Temporal UI           ${config.temporalUiUrl}`]),
    ...(config.demo
      ? [
          '',
          '  Password of every demo account: demo-omspan; password CSO of every officer: demo-cso',
          ...logins,
        ]
      : []),
    '',
    '  Ctrl-C stops everything',
    '',
  ].join('\n');
}
