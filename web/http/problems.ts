/** Expected failures of a request; failures.ts turns them into pages. */

export class Problem extends Error {
  override name = 'Problem';
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 421 | 422 | 429 | 503;

  constructor(status: Problem['status'], message: string) {
    super(message);
    this.status = status;
  }
}

/** One answer for what does not exist and what belongs to another unit. */
export const notFound = (): Problem => new Problem(404, 'Halaman atau tiket ini tidak ditemukan.');

export const forbidden = (): Problem =>
  new Problem(403, 'Akun ini tidak berwenang melakukan tindakan tersebut.');

export const unreadable = (): Problem => new Problem(400, 'Isian formulir tidak dapat dibaca.');
