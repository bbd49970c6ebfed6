/**
 * The summary of a report: counts by status and service, the share in time, the median to resolve (specification.md
 * 7).
 */
import type { Calendar } from '../domain/calendar.ts';
import { medianOf, share } from '../domain/figures.ts';
import { workingTimeText } from '../domain/sla.ts';
import { serviceLabels, services, statuses } from '../domain/values.ts';
import type { Service, Status } from '../domain/values.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { atCounter, wasInTime } from '../prisma/sla-state.ts';

export const statusNames: Record<Status, string> = {
  WAITING: 'menunggu',
  ESCALATED: 'Kirim ke HAI',
  RESOLVED: 'Selesai',
};

/** Tickets that count alike in a summary. */
interface Group {
  status: Status;
  service: Service | null;
  /** Null while open, as `onTime` is. */
  minutes: number | null;
  onTime: boolean | null;
  atCounter: boolean | null;
  tickets: number;
}

interface Tally {
  /** Counts these tickets in the database. */
  add(prisma: Pick<PrismaClient, '$queryRaw'>, references: string[]): Promise<void>;
  /** @param calendar the reader's; its length of a day converts minutes into days */
  lines(calendar: Calendar): string[];
}

/** Sums up a list part by part; its memory grows only with the number of distinct working times. */
export function createTally(): Tally {
  const byStatus = new Map<Status, number>();
  const byService = new Map<Service | null, number>();
  const byMinutes = new Map<number, number>();
  const punctual = new Map<boolean | null, number>();
  let counter = 0;
  return {
    async add(prisma, references) {
      const groups = await prisma.$queryRaw<Group[]>`
        SELECT status, service, resolution_minutes AS minutes, ${wasInTime} AS "onTime",
          ${atCounter} AS "atCounter", count(*)::int AS tickets
        FROM ticket WHERE reference = ANY(${references}::text[]) GROUP BY 1, 2, 3, 4, 5`;
      for (const { status, service, minutes, onTime, atCounter, tickets } of groups) {
        count(byStatus, status, tickets);
        count(byService, service, tickets);
        count(punctual, onTime, tickets);
        if (atCounter) counter += tickets;
        else if (minutes !== null) count(byMinutes, minutes, tickets);
      }
    },
    lines(calendar) {
      const total = sumOf(byStatus);
      const inTime = punctual.get(true) ?? 0;
      const resolved = inTime + (punctual.get(false) ?? 0);
      const median = medianOf(byMinutes);
      const ofStatus = statuses.map(
        (status) => `${statusNames[status]} ${number(byStatus.get(status) ?? 0)}`,
      );
      const ofService = [...services, null]
        .filter((service) => byService.has(service))
        .map(
          (service) =>
            `${service ? serviceLabels[service] : 'Tanpa layanan'} ${number(byService.get(service) ?? 0)}`,
        );
      const punctually = share(inTime, resolved);
      return [
        `Jumlah tiket ${number(total)}: ${ofStatus.join(', ')}`,
        `Menurut layanan: ${ofService.length === 0 ? '-' : ofService.join(', ')}`,
        `Selesai tepat waktu: ${punctually === null ? '-' : `${punctually}%`}; median lama penyelesaian: ${median === null ? '-' : `${workingTimeText(median, calendar)} (di luar loket)`}${counter === 0 ? '' : `; selesai di loket: ${number(counter)}`}`,
      ];
    },
  };
}

const number = (value: number): string => value.toLocaleString('id-ID');

const count = <Key>(counts: Map<Key, number>, key: Key, more: number): void =>
  void counts.set(key, (counts.get(key) ?? 0) + more);

const sumOf = (counts: Map<unknown, number>): number =>
  [...counts.values()].reduce((sum, more) => sum + more, 0);
