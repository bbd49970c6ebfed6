import { randomUUID } from 'node:crypto';
import { fileName } from '../domain/attachments.ts';
import type { Attachment, Prisma, PrismaClient } from '../prisma/generated/client.ts';
import type { Storage } from '../storage/storage.ts';
import type { Inspector } from './inspection.ts';
import { FileRefused } from './refused.ts';
import { contentOf } from './spool.ts';
import type { Spooled } from './spool.ts';
import type { VirusScanner } from './virus-scanner.ts';

interface Reception {
  prisma: PrismaClient;
  storage: Storage;
  inspector: Inspector;
  scanner: VirusScanner;
}

/** The most that one account may have waiting: several full forms, and some mistakes. */
const mostWaiting = 100;
const largestWaiting = 250 * 1024 * 1024;

/** One folder a day, so that the sweep need not list all files there ever were. */
export const folderOf = (day: Date): string => `lampiran/${day.toISOString().slice(0, 10)}`;

/**
 * Inspects a file and keeps it for its account until an event takes it up.
 * @throws FileRefused
 */
export async function receive(
  { prisma, storage, inspector, scanner }: Reception,
  accountId: string,
  typedName: string,
  file: Spooled,
): Promise<Attachment> {
  await refuseHoards(prisma, accountId, file.size);
  const kind = await inspector.inspect(accountId, file);
  await scanner.scan(contentOf(file));
  const { size, sha256 } = file;
  const key = `${folderOf(new Date())}/${randomUUID()}`;
  await storage.put(key, contentOf(file), size).catch((cause: unknown) => {
    throw Object.assign(new FileRefused(503, storageAway), { cause });
  });
  const name = fileName(typedName, kind);
  try {
    return await prisma.$transaction(async (tx) => {
      // The lock makes simultaneous uploads count each other.
      await tx.$queryRaw`SELECT FROM account WHERE id = ${accountId}::uuid FOR NO KEY UPDATE`;
      await refuseHoards(tx, accountId, size);
      return tx.attachment.create({ data: { accountId, name, kind, size, sha256, key } });
    });
  } catch (error) {
    if (error instanceof FileRefused) await storage.delete(key);
    throw error;
  }
}

const storageAway =
  'Tempat penyimpanan lampiran sedang tidak dapat dihubungi. Cobalah beberapa saat lagi, atau kirim tanpa lampiran.';

async function refuseHoards(db: Prisma.TransactionClient, accountId: string, size: number): Promise<void> {
  const waiting = await db.attachment.aggregate({
    where: { accountId, reference: null },
    _count: true,
    _sum: { size: true },
  });
  const fits = waiting._count < mostWaiting && (waiting._sum.size ?? 0) + size <= largestWaiting;
  if (fits) return;
  throw new FileRefused(
    429,
    'Terlalu banyak lampiran akun ini yang belum dikirim bersama formulirnya. Kirim atau hapus dahulu, atau cobalah lagi besok.',
  );
}
