import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

const escaped = (typed: string): string => typed.replaceAll(/[\\%_]/g, '\\$&');

/** A condition for text that contains the typed text, ignoring case; escapes LIKE's special characters. */
export const containing = (typed: string) => ({
  contains: escaped(typed),
  mode: 'insensitive' as const,
});

/** The typed text as names are compared: the database's `folded` alone knows how. */
export async function foldedText(prisma: Pick<PrismaClient, '$queryRaw'>, typed: string): Promise<string> {
  if (typed === '') return '';
  const rows = await prisma.$queryRaw<{ folded: string }[]>`SELECT folded(${typed}) AS folded`;
  return rows[0]?.folded ?? '';
}

/** A condition for a folded name that contains the folded text. */
export const inName = (folded: string) => ({ nameFolded: { contains: escaped(folded) } });

/** The pattern of LIKE for folded names that contain the typed text. */
export const foldedPart = (typed: string): Prisma.Sql =>
  Prisma.sql`'%' || regexp_replace(folded(${typed}), '([\\\\%_])', '\\\\\\1', 'g') || '%'`;
