/** Characters of a question, an answer or a reply: ample for people, small for a history. */
export const longestText = 20_000;

/** Text as PostgreSQL can hold it: no NUL, and no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** The database's own ids. */
export const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
