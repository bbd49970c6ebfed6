import { allowedFiles, shownName } from '../domain/attachments.ts';

/** Why a file is refused, in words for the person who chose it, with the status of contract.md. */
export class FileRefused extends Error {
  override name = 'FileRefused';
  readonly status: 413 | 415 | 422 | 429 | 503;
  readonly why: string;
  /** The kinds that are allowed; empty if the kind is not the problem. */
  readonly allowed: string;
  /** The refused file within a zip; empty for the file itself. */
  readonly inner: string;

  constructor(status: FileRefused['status'], why: string, allowed = '', inner = '') {
    super(allowed === '' ? why : `${why} ${allowed}`);
    this.status = status;
    this.why = why;
    this.allowed = allowed;
    this.inner = inner;
  }

  /** This refusal, for the zip that holds the file. */
  within(inner: string): FileRefused {
    return new FileRefused(this.status, this.why, this.allowed, shownName(inner));
  }
}

export const tooLarge = (): FileRefused => new FileRefused(413, 'Berkas ini terlalu besar.', allowedFiles);

export const tooLargeTogether = (): FileRefused =>
  new FileRefused(413, 'Semua berkas bersama-sama terlalu besar.', allowedFiles);

export const tooMany = (): FileRefused => new FileRefused(422, 'Berkas terlalu banyak.', allowedFiles);

/** `what` it is, and what to do instead, if known. */
export const wrongType = (what = '', wayOut = ''): FileRefused =>
  new FileRefused(
    415,
    `Jenis berkas ini tidak diterima${what && `: ${what}`}.${wayOut && ` ${wayOut}, lalu unggah lagi.`}`,
    allowedFiles,
  );

const asWorkbook = 'simpan sebagai Buku Kerja Excel (.xlsx)';

export const wordDocument = () => wrongType('dokumen Word', 'Buka di Word, simpan sebagai PDF');
export const slides = () => wrongType('presentasi', 'Buka di PowerPoint, simpan sebagai PDF');
export const openDocument = () =>
  wrongType('dokumen LibreOffice', 'Buka di LibreOffice, simpan sebagai xlsx atau PDF');
export const otherWorkbook = () => wrongType('bentuk lain buku kerja', `Buka di Excel, ${asWorkbook}`);
export const webPage = () =>
  wrongType('halaman web', `Buka di Excel, ${asWorkbook}, atau simpan sebagai PDF dari peramban`);
export const plainText = () => wrongType('teks biasa', `Buka di Excel, ${asWorkbook}`);
export const program = () => wrongType('program atau skrip');
export const macros = () =>
  new FileRefused(
    415,
    `Berkas ini berisi makro. Buka di Excel, ${asWorkbook}, lalu unggah lagi.`,
    allowedFiles,
  );

/** For a PDF. */
export const launches = () =>
  new FileRefused(
    415,
    'PDF ini berisi perintah yang menjalankan program. Buka di komputer Anda, cetak menjadi PDF baru (Print, lalu Microsoft Print to PDF), lalu unggah lagi.',
    allowedFiles,
  );

export const controls = () =>
  new FileRefused(
    415,
    'Berkas ini berisi kontrol ActiveX. Buka di Excel, hapus tombol dan kotak isiannya (Developer, lalu Design Mode), simpan, lalu unggah lagi.',
    allowedFiles,
  );

export const connected = () =>
  new FileRefused(
    422,
    'Berkas ini mengambil data dari luar (Power Query atau koneksi data). Buka di Excel, pilih Data lalu Queries & Connections, hapus semua kueri dan koneksinya, simpan, lalu unggah lagi.',
  );

export const locked = () =>
  new FileRefused(
    422,
    'Berkas ini terkunci kata sandi. Buka di Excel, hapus kata sandinya, lalu unggah lagi.',
  );

export const linked = () =>
  new FileRefused(
    422,
    'Berkas ini mengambil isi dari berkas atau program lain. Buka di Excel, pilih Data lalu Edit Links, putuskan semua tautannya (Break Link), simpan, lalu unggah lagi.',
  );

export const damaged = () =>
  new FileRefused(
    422,
    'Berkas ini rusak atau terpotong. Coba buka di komputer Anda: bila terbuka, simpan ulang, lalu unggah lagi; bila tidak, mintalah berkas yang utuh.',
    allowedFiles,
  );

/** The file could not be inspected; perhaps not the person's fault. */
export const unreadableFile = () =>
  new FileRefused(
    422,
    'Berkas ini tidak dapat diperiksa. Buka di komputer Anda, simpan ulang atau simpan sebagai PDF, lalu unggah lagi.',
  );

/** `why` completes the sentence that begins with "Berkas". */
export const unsound = (why: string): FileRefused => new FileRefused(422, `Berkas ${why}.`, allowedFiles);

/**
 * All refused files of a form in one message: each reason after the names of its files ("" for one without a name),
 * then the allowed kinds once. Has the status of the first.
 */
export function refusedTogether([first, ...others]: [Refusal, ...Refusal[]]): FileRefused {
  const names = new Map<string, string[]>();
  const allowed = new Set<string>();
  for (const { fault, name } of [first, ...others]) {
    const whole = [fault.inner, name].filter(Boolean).join(' di dalam ');
    names.set(fault.why, [...(names.get(fault.why) ?? []), whole].filter(Boolean));
    if (fault.allowed !== '') allowed.add(fault.allowed);
  }
  const whys = [...names].map(([why, named]) => (named.length === 0 ? why : `${named.join(', ')}: ${why}`));
  return new FileRefused(first.fault.status, whys.join(' '), [...allowed].join(' '));
}

export interface Refusal {
  fault: FileRefused;
  name: string;
}
