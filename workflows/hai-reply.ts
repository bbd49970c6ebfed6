/** The contents of HAI's signal. Any Temporal client may send it, so its shape is unknown. */
import { areAttachments } from '../domain/attachments.ts';
import { haiReplyKey } from '../domain/keys.ts';
import { longestText, storable, uuid } from '../domain/texts.ts';

interface ReadReply {
  /** Null if the sender gave none. */
  key: string | null;
  body: string;
  account: string | null;
  /** Absent when there are none. */
  attachments?: string[];
  /** Why it can't be accepted, in words for the thread; null if it can. */
  fault: string | null;
}

/**
 * Reads a signal's payload of any shape. Refuses a reply without an id, because a repetition of it could not be
 * recognised.
 */
export function readHaiReply(sent: unknown): ReadReply {
  const { id, body, account, attachments } = (
    typeof sent === 'object' && sent !== null ? sent : {}
  ) as Record<string, unknown>;
  const reply = {
    key: typeof id === 'string' && storable(id) !== '' ? haiReplyKey(id) : null,
    body: typeof body === 'string' ? storable(body).trim() : '',
    account: typeof account === 'string' && uuid.test(account) ? account : null,
  };
  if (attachments === undefined) return { ...reply, fault: faultOf(reply) };
  if (!areAttachments(attachments)) return { ...reply, fault: 'Lampiran tidak dapat dibaca.' };
  return { ...reply, ...(attachments.length > 0 ? { attachments } : {}), fault: faultOf(reply) };
}

function faultOf(reply: { key: string | null; body: string }): string | null {
  if (reply.key === null) return 'Pesan tidak membawa id.';
  if (reply.body === '') return 'Isi balasan kosong.';
  return reply.body.length > longestText ? `Isi balasan lebih dari ${longestText} karakter.` : null;
}
