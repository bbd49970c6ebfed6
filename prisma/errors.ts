import { isDriverAdapterError } from '@prisma/driver-adapter-utils';
import { Prisma } from './generated/client.ts';

/** Whether a unique key rejected the row. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';

/**
 * Whether PostgreSQL was unreachable, closed the connection, cannot write now, or exceeded the statement time-out.
 * The same request may succeed later; whether it took effect the first time can be unknown.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Error)) return false;
  return signsOf(error).some(isAwaySign) || awayMessage.test(error.message);
}

interface Signs {
  code?: unknown;
  kind?: unknown;
  originalCode?: unknown;
}

/** The error's own code and the driver's: inside Prisma's error, or on its own when a COMMIT failed. */
function signsOf(error: Error & Signs & { meta?: { driverAdapterError?: Error } }): unknown[] {
  const driverError = error.meta?.driverAdapterError ?? error;
  const { code, kind, originalCode }: Signs = isDriverAdapterError(driverError) ? driverError.cause : {};
  return [error.code, code, kind, originalCode];
}

const isAwaySign = (sign: unknown): boolean =>
  typeof sign === 'string' && (awaySigns.has(sign) || awayStates.test(sign));

/** Classes of SQLSTATE: connection, resources (disk, memory, connections), system errors, shutdown. */
const awayStates = /^(08|53|58)...$|^57P..$/;

const awaySigns = new Set([
  'P1000',
  'P1001',
  'P1002',
  'P1003',
  'P1008',
  'P1017',
  'P2024',
  'P2028',
  'P2034',
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  // Read-only, like a standby.
  '25006',
  // Time-outs of a transaction that close the connection.
  '25P03',
  '25P04',
  // A restore in progress: the role or the database is missing.
  '28000',
  '28P01',
  '3D000',
  // Serialisation failure, deadlock, lock not available.
  '40001',
  '40P01',
  '55P03',
  // Statement time-out.
  '57014',
]);

/** Errors of pg and pg-pool without a code. */
const awayMessage =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;
