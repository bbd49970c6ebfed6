import { unsound } from './refused.ts';

/** Most bytes of all contents of a file, unpacked. */
const largestInflated = 250 * 1024 * 1024;

/** The most that inspecting one file may cost, with everything inside it. */
export class Budget {
  #entries = 2000;
  #inflated = 0;

  /** Bytes inspected so far. */
  get inflated(): number {
    return this.#inflated;
  }

  takeEntries(count: number): void {
    if ((this.#entries -= count) < 0) throw unsound('zip ini berisi terlalu banyak berkas');
  }

  takeBytes(count: number): void {
    if (this.#inflated + count > largestInflated) throw unsound('zip ini menjadi terlalu besar bila dibuka');
    this.#inflated += count;
  }

  // These cost more time than inspecting bytes does; the factors are measured.

  takeXml(bytes: number): void {
    this.takeBytes(20 * bytes);
  }

  takeTag(): void {
    this.takeBytes(250);
  }

  takeRecord(): void {
    this.takeBytes(60);
  }
}
