/** Milliseconds for which figures are reused without asking the database. */
const keptFor = 15_000;

/** Shares one call among all callers within a while; a failed call is not kept. */
export function keeping<T>(ask: () => Promise<T | null>): () => Promise<T | null> {
  let answer: Promise<T | null> | null = null;
  let until = 0;
  return () => {
    if (answer === null || Date.now() >= until) {
      until = Date.now() + keptFor;
      answer = ask().then((value) => {
        if (value === null) until = 0;
        return value;
      });
    }
    return answer;
  };
}
