/** A condition for text that holds what was typed, in any case; LIKE's own signs mean themselves. */
export const containing = (typed: string) => ({
  contains: typed.replaceAll(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
});
