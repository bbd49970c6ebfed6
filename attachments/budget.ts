import { unsound } from './refused.ts';

/** Bytes that all that lies in a file may become together. */
const largestInflated = 250 * 1024 * 1024;

/** What looking through one file may cost, all that lies in it included. */
export class Budget {
  #entries = 2000;
  #inflated = 0;

  /** Bytes that were looked through. */
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

  // What takes longer than looking at bytes counts as more of them: measured.

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
