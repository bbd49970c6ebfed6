/** Many tickets for monitoring, of several units and years and in every state, written straight into the database. */
import type { PrismaClient } from '../../prisma/generated/client.ts';

export interface MadeTicket {
  reference: string;
  unit: string;
  viewers: string[];
  openedAt: Date;
  dueAt: Date;
  resolvedAt: Date | null;
  escalatedAt: Date | null;
  service: 'PERBENDAHARAAN' | 'REVISI_DIPA' | null;
  askerType: 'BANK' | 'UMUM' | 'PEMDA';
  officer: string | null;
  minutes: { resolution: number | null; response: number | null; hai: number | null };
}

const day = 86_400_000;
const places = [
  { unit: 'KPPN-008', viewers: ['KPPN-008', 'KANWIL-04'] },
  { unit: 'KANWIL-04', viewers: ['KANWIL-04', 'KPPN-008'] },
  { unit: 'KPPN-063', viewers: ['KPPN-063', 'KANWIL-30'] },
  { unit: 'KPPN-183', viewers: ['KPPN-183'] },
];

/** `count` tickets, one every 11 hours back from `now`, so that they span years, weeks and periods. */
export async function makeMonitored(prisma: PrismaClient, count: number, now: Date): Promise<MadeTicket[]> {
  const made = Array.from({ length: count }, (_, n) => ticketAt(n, now));
  const account = await prisma.account.findUniqueOrThrow({ where: { username: 'kppn-008' } });
  const customer = await prisma.customer.findFirstOrThrow({ orderBy: { id: 'asc' } });
  await prisma.ticket.createMany({
    data: made.map((ticket) => ({
      reference: ticket.reference,
      seq: 1,
      status: ticket.resolvedAt
        ? ('RESOLVED' as const)
        : ticket.escalatedAt
          ? ('ESCALATED' as const)
          : ('WAITING' as const),
      subject: `Tiket ${ticket.reference}`,
      question: 'Bagaimana?',
      service: ticket.service,
      method: 'TELEPON' as const,
      askerType: ticket.askerType,
      customerId: customer.id,
      askerName: 'Penanya',
      askerEmail: 'penanya@contoh.example.id',
      askerAgency: ticket.askerType,
      handlingUnitId: ticket.unit,
      recorderUnitId: ticket.unit,
      recorderId: account.id,
      officerName: ticket.officer,
      year: ticket.openedAt.getFullYear(),
      openedAt: ticket.openedAt,
      warnAt: new Date(ticket.dueAt.getTime() - day),
      dueAt: ticket.dueAt,
      escalatedAt: ticket.escalatedAt,
      resolvedAt: ticket.resolvedAt,
      resolutionMinutes: ticket.minutes.resolution,
      firstResponseMinutes: ticket.minutes.response,
      haiMinutes: ticket.minutes.hai,
    })),
  });
  await prisma.ticketViewer.createMany({
    data: made.flatMap(({ reference, openedAt, viewers }) =>
      viewers.map((unitId) => ({ unitId, year: openedAt.getFullYear(), openedAt, reference })),
    ),
  });
  return made;
}

function ticketAt(n: number, now: Date): MadeTicket {
  const openedAt = new Date(now.getTime() - (n * 11 + 1) * 3_600_000);
  const dueAt = new Date(openedAt.getTime() + 7 * day);
  const resolved = n % 5 !== 0;
  const escalated = n % 4 === 0;
  const resolvedAt = resolved ? new Date(Math.min(openedAt.getTime() + (n % 12) * day, now.getTime())) : null;
  const resolution = resolved ? 60 * (n % 17) + 500 : null;
  return {
    reference: `HAI-${100_000_000 + n}`,
    ...(places[n % places.length] ?? { unit: '', viewers: [] }),
    openedAt,
    dueAt,
    resolvedAt,
    escalatedAt: escalated ? openedAt : null,
    service: n % 3 === 0 ? null : n % 3 === 1 ? 'PERBENDAHARAAN' : 'REVISI_DIPA',
    askerType: (['BANK', 'UMUM', 'PEMDA'] as const)[n % 3] ?? 'BANK',
    officer: n % 7 === 0 ? null : `CSO ${n % 2}`,
    minutes: {
      resolution,
      response: resolved ? n % 90 : null,
      hai: escalated && resolved ? n % 400 : null,
    },
  };
}
