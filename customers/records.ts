/** Writes persons and their links to units (specification.md 1 and 3). */
import { mayLinkByEmail } from '../domain/customers.ts';
import type { AskerType } from '../domain/values.ts';
import type { Customer, Prisma } from '../prisma/generated/client.ts';
import type { Person } from '../domain/roles.ts';
import { choosableCustomers, correctableCustomers, restorableCustomers } from './reach.ts';

export interface PersonData {
  email: string;
  name: string;
  type: AskerType;
  /** The satker or KPPN; null for the other types. */
  unitId: string | null;
}

/** The e-mail is registered already, for this person or another. */
export class AlreadyRegistered extends Error {
  override name = 'AlreadyRegistered';
}

type Transaction = Prisma.TransactionClient;

/**
 * Records a person for the actor's unit and the person's own. A person whose link the unit had ended is linked again as
 * recorded before.
 *
 * @throws AlreadyRegistered; the second of two simultaneous calls gets the database's unique violation
 */
export async function recordCustomer(tx: Transaction, actor: Person, data: PersonData): Promise<Customer> {
  const known = await tx.customer.findUnique({ where: { email: data.email } });
  if (known) {
    if ((await stateOf(tx, actor, known)) !== 'ended') throw new AlreadyRegistered();
    await link(tx, actor.unitId, known.id);
    return known;
  }
  const customer = await tx.customer.create({ data: { ...data, recordedById: actor.unitId } });
  for (const unitId of new Set([actor.unitId, data.unitId])) if (unitId) await link(tx, unitId, customer.id);
  return customer;
}

/** What an actor who gave the exact e-mail may know about the person and do. */
export type State = 'here' | 'ended' | 'linkable' | 'elsewhere';

/** The person's state for the actor. */
export async function stateOf(
  prisma: Pick<Transaction, 'customer'>,
  actor: Person,
  { id, type }: Customer,
): Promise<State> {
  const among = (where: Prisma.CustomerWhereInput) =>
    prisma.customer.findFirst({ where: { AND: [{ id }, where] }, select: { id: true } });
  if (await among(choosableCustomers(actor))) return 'here';
  if (await among(restorableCustomers(actor))) return 'ended';
  return mayLinkByEmail(actor, type) ? 'linkable' : 'elsewhere';
}

/** The unit may see the person, but only the person's own unit may make corrections (specification.md 3). */
export class NotTheirs extends Error {
  override name = 'NotTheirs';
}

/**
 * Corrects a person; tickets keep what they showed. A new satker or KPPN gets the former one's link. A person who
 * leaves both belongs to the unit that makes the change.
 * @throws NotTheirs
 */
export async function correctCustomer(
  tx: Transaction,
  actor: Person,
  id: number,
  data: PersonData,
): Promise<void> {
  // The lock makes the second of two simultaneous corrections start from the first one's result.
  await tx.$queryRaw`SELECT FROM customer WHERE id = ${id} FOR UPDATE`;
  if (!(await mayCorrect(tx, actor, id))) throw new NotTheirs();
  const before = await tx.customer.findUniqueOrThrow({ where: { id } });
  const corrected = data.email === before.email ? {} : { emailRefusal: null };
  const left = before.unitId !== null && data.unitId === null ? { recordedById: actor.unitId } : {};
  await tx.customer.update({ where: { id }, data: { ...data, ...corrected, ...left } });
  if (before.unitId === data.unitId) return;
  if (before.unitId) await endLink(tx, before.unitId, id);
  for (const unitId of new Set([actor.unitId, data.unitId])) if (unitId) await link(tx, unitId, id);
}

/** Whether this person belongs to the actor's unit. */
export const mayCorrect = async (
  prisma: Pick<Transaction, 'customer'>,
  actor: Person,
  id: number,
): Promise<boolean> =>
  (await prisma.customer.count({ where: { AND: [{ id }, correctableCustomers(actor)] } })) > 0;

/** Links a unit to a person, even after Hapus. */
export async function link(tx: Transaction, unitId: string, customerId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer_link (unit_id, customer_id) VALUES (${unitId}, ${customerId})
    ON CONFLICT (unit_id, customer_id) DO UPDATE SET ended_at = NULL`;
}

/** Ends a unit's link. A KPPN without its own link gets an ended one; its satker keeps the person. */
export async function endLink(tx: Transaction, unitId: string, customerId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO customer_link (unit_id, customer_id, ended_at) VALUES (${unitId}, ${customerId}, now())
    ON CONFLICT (unit_id, customer_id) DO UPDATE SET ended_at = coalesce(customer_link.ended_at, now())`;
}
