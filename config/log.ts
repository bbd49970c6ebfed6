import pino from 'pino';

const SECRETS = ['password', 'passwordCso', 'passwordHash', 'token', 'authorization', 'cookie', 'apiKey'];
const redact = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*["set-${name}"]`]);

const production = process.env['NODE_ENV'] === 'production';

const level = process.env['LOG_LEVEL'] ?? 'info';
/** Fields that are never written; exported for the test. */
export const options: pino.LoggerOptions = {
  level: level in pino.levels.values || level === 'silent' ? level : 'info',
  base: null,
  redact: { paths: redact, censor: '[redacted]' },
};

/** JSON lines in production, readable lines otherwise; LOG_LEVEL sets the level (default info). */
export const log: pino.Logger = production
  ? pino(options)
  : pino(options, { write: (line) => process.stdout.write(readable(line)) });

/** A JSON line of pino as `12:30:05 WARN message key=value`, with an error's stack below it. */
export function readable(line: string): string {
  const { time, level, msg, err, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const label = pino.levels.labels[Number(level)]?.toUpperCase() ?? '';
  const pairs = Object.entries(rest).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const head = [new Date(Number(time)).toTimeString().slice(0, 8), label, msg, ...pairs]
    .filter(Boolean)
    .join(' ');
  const stack = (err as { stack?: string } | undefined)?.stack;
  return `${head}\n${stack === undefined ? '' : `${stack}\n`}`;
}
