/** A condition for text that contains the typed text, ignoring case; escapes LIKE's special characters. */
export const containing = (typed: string) => ({
  contains: typed.replaceAll(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
});
