import { ConfigError } from '../config/error.ts';
import type { Config } from '../config/env.ts';
import { portTaken } from './ports.ts';

/** @throws ConfigError for the first port that bin/start needs and another process uses. */
export async function refuseTakenPorts(config: Config): Promise<void> {
  const { embedded } = config;
  const wanted: [variable: string, port: number, what: string][] = [
    ['PORT', config.port, 'the web'],
    ...(embedded.postgres
      ? [['PG_PORT', config.pgPort, 'PostgreSQL'] satisfies [string, number, string]]
      : []),
    ...(embedded.temporal
      ? ([
          ['TEMPORAL_PORT', config.temporalPort, 'Temporal'],
          ['TEMPORAL_UI_PORT', config.temporalUiPort, 'the Temporal UI'],
        ] satisfies [string, number, string][])
      : []),
  ];
  for (const [variable, port, what] of wanted) {
    const doubled = wanted.find(([other, value]) => other !== variable && value === port);
    if (doubled) throw new ConfigError(variable, `must differ from ${doubled[0]}: both are ${port}`);
    if (await portTaken(port)) {
      throw new ConfigError(
        variable,
        `must be a free port: ${port}, for ${what}, is used by another program`,
      );
    }
  }
}
