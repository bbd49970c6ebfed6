import { Prisma } from './generated/client.ts';

/** A unique key refused the row. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
