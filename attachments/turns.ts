/** Runs tasks with the same key one after the other. */
export class Turns {
  readonly #lines = new Map<string, { length: number; last: Promise<unknown> }>();
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
  }

  isFull(key: string): boolean {
    return (this.#lines.get(key)?.length ?? 0) >= this.#longest;
  }

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { length: 0, last: Promise.resolve() };
    this.#lines.set(key, line);
    line.length++;
    const mine = line.last.then(work);
    line.last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      if (--line.length === 0) this.#lines.delete(key);
    }
  }
}
