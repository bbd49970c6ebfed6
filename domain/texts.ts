/** Characters of a question, an answer or a reply: ample for people, small for a history. */
export const longestText = 20_000;
