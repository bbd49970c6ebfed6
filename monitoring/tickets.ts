/** The tickets behind a figure, by the condition that counted them. */
import type { Person } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';
import { ticketsOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { conditionOf } from './states.ts';
import type { By, Clock, Period, State } from './states.ts';

/** A row of one of the tables. Empty fields restrict nothing; `-` means tickets without a value. */
interface Narrowed {
  penangan: string;
  layanan: string;
  jenis: string;
  petugas: string;
}

export interface Wanted extends Narrowed {
  state: State;
  period: Period;
  by: By;
  clock: Clock;
  skip: number;
  take: number;
}

/** References, newest first, and their total number. */
export async function findMonitored(
  prisma: PrismaClient,
  person: Person,
  scope: Scope,
  wanted: Wanted,
): Promise<{ references: string[]; total: number }> {
  const { state, period, by, clock, skip, take } = wanted;
  const condition = Prisma.sql`${conditionOf(state, period, by, clock)} ${narrowing(wanted)}`;
  const tickets = ticketsOf(person, scope, condition);
  const [found, counted] = await Promise.all([
    prisma.$queryRaw<{ reference: string }[]>`
      SELECT ticket.reference ${tickets} ORDER BY ticket.opened_at DESC, ticket.reference DESC LIMIT ${take} OFFSET ${skip}`,
    prisma.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total ${tickets}`,
  ]);
  return { references: found.map(({ reference }) => reference), total: counted[0]?.total ?? 0 };
}

function narrowing({ penangan, layanan, jenis, petugas }: Narrowed): Prisma.Sql {
  const conditions = [
    penangan && Prisma.sql`AND ticket.handling_unit_id = ${penangan}`,
    layanan && Prisma.sql`AND coalesce(service::text, '-') = ${layanan}`,
    jenis && Prisma.sql`AND asker_type::text = ${jenis}`,
    petugas && Prisma.sql`AND coalesce(officer_name, '-') = ${petugas}`,
  ].filter((condition) => condition !== '');
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ');
}
