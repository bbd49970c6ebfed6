import { routeByService, viewersOf } from '../domain/routing.ts';
import type { Service } from '../domain/values.ts';
import type { Customer, PrismaClient } from '../prisma/generated/client.ts';
import type { Draft } from '../tickets/record.ts';
import type { Account } from './context.ts';
import { Problem } from './problems.ts';

/** A Satker's ticket as its units stand now: who handles it and who may see it (spec.md sections 1 and 4). */
export async function satkerDraft(
  prisma: PrismaClient,
  account: Account,
  { customer, service }: { customer: Customer; service: Service },
): Promise<Omit<Draft, 'subject' | 'question' | 'requestKey'>> {
  const [satker, special] = await Promise.all([
    prisma.unit.findUniqueOrThrow({ where: { id: account.unitId }, include: { parent: { include: { parent: true } } } }),
    prisma.unit.findMany({ where: { type: { in: ['KPPN_KP', 'KPPN_KPH'] } } }),
  ]);
  const kppn = satker.parent;
  const kanwil = kppn?.parent ?? null;
  const desks = [kppn, kanwil, ...special].filter((unit) => unit !== null);
  const route = routeByService(service, {
    recorderId: satker.id,
    kppnId: kppn?.id ?? null,
    kanwilId: kanwil?.id ?? null,
    kppnKpId: special.find((unit) => unit.type === 'KPPN_KP')?.id ?? null,
    kppnKphId: special.find((unit) => unit.type === 'KPPN_KPH')?.id ?? null,
  });
  const handler = desks.find((unit) => unit.id === route?.handlingUnitId);
  if (!route || !handler) throw new Problem(422, 'Unit tujuan pertanyaan ini tidak tersedia.');
  const { id, type, name, zone, province } = handler;
  return {
    accountId: account.id,
    openedAt: new Date(),
    zone: account.zone,
    service: route.service,
    method: 'OMSPAN_SATKER',
    asker: {
      customerId: customer.id,
      type: customer.type,
      name: customer.name,
      email: customer.email,
      agency: `SATKER ${satker.code} ${satker.name}`,
    },
    satkerId: satker.id,
    partnerKppnId: kppn?.id ?? null,
    handlingUnit: { id, type, name, zone, province },
    viewerIds: viewersOf([satker, handler, kppn], route.opensAs),
    recorder: { name: customer.name, unitId: satker.id, accountId: account.id, officerId: null },
    officerName: null,
    opensAs: route.opensAs,
    answer: null,
  };
}
