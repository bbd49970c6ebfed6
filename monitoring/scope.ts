/**
 * Whose tickets a supervisor's figures cover: units from Kantor Pusat to Kanwil to KPPN, limited to what the account
 * sees.
 */
import { sees } from '../domain/roles.ts';
import type { Person } from '../domain/roles.ts';
import { Prisma } from '../prisma/generated/client.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export interface Scope {
  /** As in the address; empty for all that the account sees. */
  unit: string;
  name: string;
  /** Units that handle the tickets; null for any. */
  handlers: string[] | null;
  /** The scope above, as the way back; null at the account's own. */
  above: string | null;
  /** How its tickets are grouped: by Kanwil, by unit, or not at all. */
  parts: 'kanwil' | 'unit' | null;
}

/** The scope of this unit; the account's own if it does not watch that unit (security.md 4). */
export async function scopeOf(
  prisma: PrismaClient,
  person: Person & { unitName: string },
  unit: string,
): Promise<Scope> {
  const all = sees(person) === 'all';
  const isKanwil = person.unitType === 'KANWIL';
  if (unit !== '' && (all || isKanwil)) {
    const asked = await prisma.unit.findUnique({ where: { id: unit } });
    const watched = asked !== null && (all || asked.id === person.unitId || asked.parentId === person.unitId);
    if (watched && asked.type === 'KANWIL') return kanwilScope(prisma, asked, all ? '' : null);
    if (watched && ['KPPN', 'KPPN_KP', 'KPPN_KPH'].includes(asked.type)) {
      const above = all && asked.type === 'KPPN' ? (asked.parentId ?? '') : all ? '' : person.unitId;
      return { unit: asked.id, name: asked.name, handlers: [asked.id], above, parts: null };
    }
  }
  if (all) return { unit: '', name: 'Seluruh unit', handlers: null, above: null, parts: 'kanwil' };
  if (isKanwil) return kanwilScope(prisma, { id: person.unitId, name: person.unitName }, null);
  const handles = person.unitType !== 'HAI' && person.unitType !== 'SATKER';
  return {
    unit: person.unitId,
    name: person.unitName,
    handlers: handles ? [person.unitId] : null,
    above: null,
    parts: handles ? null : 'unit',
  };
}

async function kanwilScope(
  prisma: PrismaClient,
  { id, name }: { id: string; name: string },
  above: string | null,
): Promise<Scope> {
  const kppns = await prisma.unit.findMany({ where: { parentId: id, type: 'KPPN' }, select: { id: true } });
  return { unit: id, name, handlers: [id, ...kppns.map((kppn) => kppn.id)], above, parts: 'unit' };
}

/** `FROM` and the condition for the scope's tickets, as `ticket`. Includes who may see them (specification.md 1). */
export function ticketsOf(person: Person, scope: Scope, condition: Prisma.Sql): Prisma.Sql {
  const handled = scope.handlers
    ? Prisma.sql`AND ticket.handling_unit_id = ANY(${scope.handlers}::text[])`
    : Prisma.empty;
  if (sees(person) === 'all') return Prisma.sql`FROM ticket WHERE ${condition} ${handled}`;
  return Prisma.sql`FROM ticket JOIN ticket_viewer AS seen
    ON seen.reference = ticket.reference AND seen.opened_at = ticket.opened_at AND seen.unit_id = ${person.unitId}
    WHERE ${condition} ${handled}`;
}
