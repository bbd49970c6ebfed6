import { routeByDestination, routeByService, viewersOf } from '../domain/routing.ts';
import type { Candidates } from '../domain/routing.ts';
import { askerTypeLabels } from '../domain/values.ts';
import type { Destination, Method, Service } from '../domain/values.ts';
import type { Customer, PrismaClient, Unit } from '../prisma/generated/client.ts';
import type { Draft } from './record.ts';

export interface Recording {
  recorder: { accountId: string; unitId: string; officer: { id: string; name: string } | null };
  customer: Customer;
  method: Method;
  /** A Satker's Tujuan, or a Kuasa BUN's Status Tiket with the KPPN that it picked unless it is a KPPN itself. */
  to: { service: Service } | { destination: Destination; pickedKppnId: string | null };
  subject: string;
  question: string;
  /** Required for the destination SELESAI. */
  answer: string | null;
  /** Absent when there are none. */
  attachments?: string[];
  requestKey: string;
  openedAt: Date;
}

type UnitInTree = Unit & { parent: (Unit & { parent: Unit | null }) | null };

/**
 * A ticket as its units are now: who handles it, who may see it, and how it will always show its asker
 * (specification.md 1 and 4). Null if it has no unit to go to.
 */
export async function draftTicket(prisma: PrismaClient, recording: Recording): Promise<Draft | null> {
  const { recorder, customer, to, method, subject, question, answer, requestKey, openedAt } = recording;
  const picked = 'pickedKppnId' in to ? to.pickedKppnId : null;
  const units = await unitsOf(prisma, [recorder.unitId, customer.unitId, picked]);
  const own = units.find((unit) => unit.id === recorder.unitId);
  if (!own) return null;
  const asking = units.find((unit) => unit.id === customer.unitId) ?? null;
  const satker = own.type === 'SATKER' ? own : asking?.type === 'SATKER' ? asking : null;
  const kppn =
    satker?.parent ?? (own.type === 'KPPN' ? own : units.find((unit) => unit.id === picked)) ?? null;
  const candidates = candidatesOf(own, kppn, units, satker !== null);
  const route =
    'service' in to ? routeByService(to.service, candidates) : routeByDestination(to.destination, candidates);
  const known = units.flatMap(withParents);
  const handler = known.find((unit) => unit.id === route?.handlingUnitId);
  if (!route || !handler) return null;
  const { id, type, name, zone, province } = handler;
  const { officer } = recorder;
  return {
    accountId: recorder.accountId,
    openedAt,
    zone: own.zone,
    requestKey,
    subject,
    question,
    service: route.service,
    method,
    asker: {
      customerId: customer.id,
      type: customer.type,
      name: customer.name,
      email: customer.email,
      agency: agencyOf(customer, satker ?? asking),
    },
    satkerId: satker?.id ?? null,
    partnerKppnId: satker?.parentId ?? null,
    handlingUnit: { id, type, name, zone, province },
    viewerIds: viewersOf([own, handler, satker, satker?.parent ?? null], route.opensAs),
    recorder: {
      name: officer?.name ?? customer.name,
      unitId: own.id,
      accountId: recorder.accountId,
      officerId: officer?.id ?? null,
    },
    officerName: officer?.name ?? null,
    opensAs: route.opensAs,
    answer,
    ...(recording.attachments ? { attachments: recording.attachments } : {}),
  };
}

const withParents = (unit: UnitInTree): Unit[] =>
  [unit, unit.parent, unit.parent?.parent ?? null].filter((known) => known !== null);

function unitsOf(prisma: PrismaClient, ids: (string | null)[]): Promise<UnitInTree[]> {
  return prisma.unit.findMany({
    where: {
      OR: [{ id: { in: ids.filter((id) => id !== null) } }, { type: { in: ['KPPN_KP', 'KPPN_KPH'] } }],
    },
    include: { parent: { include: { parent: true } } },
  });
}

function candidatesOf(own: Unit, kppn: Unit | null, units: Unit[], fromSatker: boolean): Candidates {
  return {
    recorderId: own.id,
    kppnId: kppn?.type === 'KPPN' ? kppn.id : null,
    kanwilId: own.type === 'KANWIL' && !fromSatker ? own.id : (kppn?.parentId ?? null),
    kppnKpId: units.find((unit) => unit.type === 'KPPN_KP')?.id ?? null,
    kppnKphId: units.find((unit) => unit.type === 'KPPN_KPH')?.id ?? null,
  };
}

/** The asker as the list's column Instansi shows it. */
function agencyOf(customer: Customer, unit: Unit | null): string {
  if (!unit || (customer.type !== 'SATKER' && customer.type !== 'KPPN'))
    return askerTypeLabels[customer.type];
  return customer.type === 'SATKER'
    ? `SATKER ${unit.code} ${unit.name}`
    : `KPPN ${unit.code} ${unit.name.replace(/^KPPN /, '')}`;
}
