import { allowedFiles } from '../domain/attachments.ts';

/** Why a file is not taken, in words for the person who chose it, and the status of contract.md. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly status: 413 | 415 | 422 | 429 | 503;

  constructor(status: FileRefused['status'], message: string) {
    super(message);
    this.status = status;
  }
}

export const tooLarge = (): FileRefused => new FileRefused(413, `Berkas ini terlalu besar. ${allowedFiles}`);

export const tooLargeTogether = (): FileRefused =>
  new FileRefused(413, `Semua berkas bersama-sama terlalu besar. ${allowedFiles}`);

export const tooMany = (): FileRefused => new FileRefused(422, `Berkas terlalu banyak. ${allowedFiles}`);

export const wrongType = (): FileRefused =>
  new FileRefused(415, `Jenis berkas ini tidak diterima. ${allowedFiles}`);

/** `why` goes on from "Berkas". */
export const unsound = (why: string): FileRefused => new FileRefused(422, `Berkas ${why}. ${allowedFiles}`);
