/** The summary of a report: counts by status and service, the share in time, the median to resolve (spec.md section 7). */
import { workingTimeText } from '../domain/sla.ts';
import { serviceLabels, services, statuses } from '../domain/values.ts';
import type { Service, Status } from '../domain/values.ts';
import { calendarOf } from '../prisma/calendar.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export const statusNames: Record<Status, string> = {
  WAITING: 'menunggu',
  ESCALATED: 'Kirim ke HAI',
  RESOLVED: 'Selesai',
};

interface Group {
  status: Status | null;
  service: Service | null;
  /** All tickets, not those of one status and service. */
  whole: boolean;
  tickets: number;
  resolved: number;
  onTime: number;
  median: number | null;
}

/**
 * Sums up a set of tickets in the database.
 *
 * @param chosen the references, as a statement of one column
 * @param zone of the reader, whose length of a day turns minutes into days
 */
export async function summaryOf(prisma: PrismaClient, chosen: Prisma.Sql, zone: string): Promise<string[]> {
  const groups = await prisma.$queryRaw<Group[]>`
    SELECT status, service, grouping(status) = 1 AS whole, count(*)::int AS tickets,
      count(resolved_at)::int AS resolved, (count(*) FILTER (WHERE resolved_at < due_at))::int AS "onTime",
      percentile_disc(0.5) WITHIN GROUP (ORDER BY resolution_minutes) AS median
    FROM ticket WHERE reference IN (${chosen}) GROUP BY GROUPING SETS ((status, service), ())`;
  const whole = groups.find((group) => group.whole);
  const parts = groups.filter((group) => !group.whole);
  const count = (has: (group: Group) => boolean): number =>
    parts.filter(has).reduce((sum, { tickets }) => sum + tickets, 0);
  const { tickets = 0, resolved = 0, onTime = 0, median = null } = whole ?? {};
  const { calendar } = await calendarOf(prisma, { zone, province: null });
  const number = (value: number): string => value.toLocaleString('id-ID');
  const byStatus = statuses.map(
    (status) => `${statusNames[status]} ${number(count((group) => group.status === status))}`,
  );
  const byService = [...services, null]
    .map((service) => ({ service, tickets: count((group) => group.service === service) }))
    .filter((group) => group.tickets > 0)
    .map(
      (group) => `${group.service ? serviceLabels[group.service] : 'Tanpa layanan'} ${number(group.tickets)}`,
    );
  const share = resolved === 0 ? '-' : `${Math.round((onTime / resolved) * 100)}%`;
  return [
    `Jumlah tiket ${number(tickets)}: ${byStatus.join(', ')}`,
    `Menurut layanan: ${byService.length === 0 ? '-' : byService.join(', ')}`,
    `Selesai tepat waktu: ${share}; median lama penyelesaian: ${median === null ? '-' : workingTimeText(median, calendar)}`,
  ];
}
