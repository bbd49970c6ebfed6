/** Milliseconds for which figures are told again without asking the database. */
const keptFor = 15_000;

/** Asks once for all who ask within a while; what failed is asked again. */
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
