import { Prisma } from './generated/client.ts';

/** Whether a unique key rejected the row. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

/** Whether PostgreSQL was unreachable, closed the connection, or exceeded the statement time-out. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Error)) return false;
  const { code, kind, originalCode } = { ...driverCauseOf(error), ...codeOf(error) };
  if ([code, kind, originalCode].some((sign) => typeof sign === 'string' && isAwaySign(sign))) return true;
  return awayMessage.test(error.message);
}

const codeOf = ({ code }: Error & { code?: unknown }) => ({ code });

/** The driver's error, where Prisma reports only its code for any failed raw query. */
function driverCauseOf(error: Error): { kind?: unknown; originalCode?: unknown } {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return {};
  return (error.meta?.['driverAdapterError'] as { cause?: object } | undefined)?.cause ?? {};
}

const isAwaySign = (sign: string): boolean => awaySigns.has(sign) || /^(08|57P0)/.test(sign);

const awaySigns = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  // Statement time-out, and too many connections.
  '57014',
  '53300',
]);

/** Errors of pg and pg-pool without a code. */
const awayMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;
