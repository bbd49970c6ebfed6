import type { FieldErrors, Option } from '../forms/types.ts';
import { verifyNothing, verifyPassword } from '../../prisma/password.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { WebContext } from '../context.ts';
import { TooManyTries } from '../http/limits.ts';
import { noteOfficer } from './presence.ts';

/** The unit's officers, for the field *Pilih CSO/SSO*. */
export async function officerOptions(prisma: PrismaClient, unitId: string): Promise<Option[]> {
  const officers = await prisma.officer.findMany({
    where: { unitId, disabledAt: null },
    orderBy: { name: 'asc' },
  });
  return officers.map(({ id, name }) => ({ value: id, label: name }));
}

export type Signature =
  { ok: true; officer: { id: string; name: string } } | { ok: false; status: 422 | 429; errors: FieldErrors };

const unknown: FieldErrors = { petugas: 'CSO/SSO ini tidak dikenal di unit Anda.' };
const wrong: FieldErrors = { passwordCso: 'Password CSO salah.' };

/**
 * Whether this account's officer signed with the right password CSO (specification.md 1). A wrong one changes
 * nothing.
 */
export async function signatureOf(c: WebContext, officerId: string, password: string): Promise<Signature> {
  const { prisma, limits } = c.get('services');
  const { id, unitId } = c.get('account');
  try {
    const officer = await prisma.officer.findFirst({ where: { id: officerId, unitId, disabledAt: null } });
    const attempt = await limits.officer(officer, id);
    if (!officer) {
      await verifyNothing(password);
      return { ok: false, status: 422, errors: unknown };
    }
    if (!(await verifyPassword(officer.passwordHash, password)))
      return { ok: false, status: 422, errors: wrong };
    await Promise.all([attempt.succeeded(), noteOfficer(c, officer.id)]);
    return { ok: true, officer };
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error;
    const passwordCso = `Terlalu banyak percobaan. Cobalah lagi dalam ${error.minutes} menit.`;
    return { ok: false, status: 429, errors: { passwordCso } };
  }
}
