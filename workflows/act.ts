/** The contents of an officer's act. Any Temporal client may send one, so refuse what PostgreSQL cannot store. */
import { areAttachments } from '../domain/attachments.ts';
import { isChangeKey } from '../domain/keys.ts';
import { longestText, storable, uuid } from '../domain/texts.ts';
import type { Author, CalendarChange } from '../domain/ticket.ts';
import type { CommandKind } from '../domain/moves.ts';
import type { Act } from './messages.ts';

/** Longer than a typed text, because an escalation's note follows a notice. */
const longestBody = 2 * longestText;

/** Why an act can't be accepted in any state, in words for its sender; null if it can. */
export function faultOf(kind: CommandKind, sent: unknown): string | null {
  const { key, author, body, attachments } = fieldsOf(sent);
  if (typeof key !== 'string' || key === '' || key.length > 1000) return 'Pesan tidak membawa kunci.';
  if (!isAuthor(author)) return 'Pesan tidak menyebut petugas.';
  if (typeof body !== 'string' || body.length > longestBody) return 'Isi pesan tidak dapat dibaca.';
  if (attachments !== undefined && !areAttachments(attachments)) return 'Lampiran tidak dapat dibaca.';
  return kind === 'ANSWERED' && storable(body).trim() === '' ? 'Jawaban kosong.' : null;
}

export function isChange(sent: unknown): sent is CalendarChange {
  const { key, why } = fieldsOf(sent);
  return typeof key === 'string' && isChangeKey(key) && typeof why === 'string' && why.length <= longestText;
}

/** The act with texts that PostgreSQL can store. */
export const storableAct = ({ key, author, body, attachments }: Act): Act => ({
  key: storable(key),
  author: { ...author, name: storable(author.name) },
  body: storable(body),
  ...(attachments?.length ? { attachments } : {}),
});

function isAuthor(author: unknown): author is Author {
  const { name, unitId, accountId, officerId } = fieldsOf(author);
  const named = typeof name === 'string' && storable(name).trim() !== '';
  return named && isNullOr(/^[A-Z0-9-]+$/, unitId) && isNullOr(uuid, accountId) && isNullOr(uuid, officerId);
}

const isNullOr = (form: RegExp, value: unknown): boolean =>
  value === null || (typeof value === 'string' && form.test(value));

const fieldsOf = (sent: unknown): Record<string, unknown> =>
  typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {};
