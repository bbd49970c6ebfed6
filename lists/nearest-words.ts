import { referenceIn } from '../domain/reference.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import type { Reader, TicketFilter } from './ticket-filter.ts';
import { countTickets } from './ticket-find.ts';

/** Most suggestions, and most words tried for them. */
const most = 3;
const tried = 6;

/**
 * Texts that differ from the filter's in one word, nearest first. Each finds tickets of this reader under the rest of
 * the filter, so it never reveals a word of other tickets.
 */
export async function nearestTexts(
  prisma: PrismaClient,
  reader: Reader,
  filter: TicketFilter,
): Promise<string[]> {
  if (referenceIn(filter.q) !== null) return [];
  const words = [...new Set(filter.q.match(wordForm))];
  const near = await prisma.$queryRaw<{ typed: string; word: string }[]>`
    SELECT typed, word FROM (SELECT typed, folded(typed) AS folded FROM unnest(${words}::text[]) AS typed) AS words
    CROSS JOIN LATERAL (
      SELECT word, similarity(word, folded) AS likeness FROM search_word WHERE word % folded AND word <> folded
      ORDER BY likeness DESC, word LIMIT ${tried}) AS near
    WHERE length(folded) BETWEEN 3 AND 30 ORDER BY likeness DESC, word LIMIT ${tried}`;
  const found = await Promise.all(
    near.map(async ({ typed, word }) => {
      const q = replaced(filter.q, typed, word);
      return (await countTickets(prisma, reader, { ...filter, q }, { most: 1, word })) > 0 ? [q] : [];
    }),
  );
  return found.flat().slice(0, most);
}

const wordForm = /[\p{L}\p{M}\p{N}]+/gu;

const replaced = (text: string, typed: string, word: string): string =>
  text.replaceAll(wordForm, (written) => (written === typed ? word : written));
