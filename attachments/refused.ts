import { allowedFiles } from '../domain/attachments.ts';

/** Why a file is not taken, in words for the person who chose it, and the status of contract.md. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly status: 413 | 415 | 422 | 429 | 503;
  readonly why: string;
  /** What would be taken; empty where that is not what is wrong. */
  readonly allowed: string;

  constructor(status: FileRefused['status'], why: string, allowed = '') {
    super(allowed === '' ? why : `${why} ${allowed}`);
    this.status = status;
    this.why = why;
    this.allowed = allowed;
  }
}

export const tooLarge = (): FileRefused => new FileRefused(413, 'Berkas ini terlalu besar.', allowedFiles);

export const tooLargeTogether = (): FileRefused =>
  new FileRefused(413, 'Semua berkas bersama-sama terlalu besar.', allowedFiles);

export const tooMany = (): FileRefused => new FileRefused(422, 'Berkas terlalu banyak.', allowedFiles);

export const wrongType = (): FileRefused =>
  new FileRefused(415, 'Jenis berkas ini tidak diterima.', allowedFiles);

/** `why` goes on from "Berkas". */
export const unsound = (why: string): FileRefused => new FileRefused(422, `Berkas ${why}.`, allowedFiles);

/**
 * All files of a form that were refused, told at once: each reason behind the names that it holds for ("" for a file without
 * one), and what is allowed once. The status is the first one's.
 */
export function refusedTogether([first, ...others]: [Refusal, ...Refusal[]]): FileRefused {
  const names = new Map<string, string[]>();
  const allowed = new Set<string>();
  for (const { fault, name } of [first, ...others]) {
    names.set(fault.why, [...(names.get(fault.why) ?? []), name].filter(Boolean));
    if (fault.allowed !== '') allowed.add(fault.allowed);
  }
  const whys = [...names].map(([why, named]) => (named.length === 0 ? why : `${named.join(', ')}: ${why}`));
  return new FileRefused(first.fault.status, whys.join(' '), [...allowed].join(' '));
}

export interface Refusal {
  fault: FileRefused;
  name: string;
}
