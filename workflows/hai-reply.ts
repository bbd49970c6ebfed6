/** What HAI's signal holds. Any Temporal client may send it, so nothing about its form is sure. */
import { longestText } from '../domain/texts.ts';

export interface ReadReply {
  key: string;
  body: string;
  account: string | null;
  /** Why it can't be taken, in words for the thread; null when it can. */
  fault: string | null;
}

/** Reads a signal's payload, whatever it is. A reply without an id of its own can't be told from its repetition and is refused. */
export function readHaiReply(sent: unknown): ReadReply {
  const { id, body, account } = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<
    string,
    unknown
  >;
  const reply = {
    key: typeof id === 'string' ? `hai:${id.slice(0, 200)}` : 'hai:',
    body: typeof body === 'string' ? body.replaceAll('\u0000', '').trim() : '',
    account: typeof account === 'string' && /^[0-9a-f-]{36}$/.test(account) ? account : null,
  };
  return { ...reply, fault: faultOf(reply) };
}

function faultOf(reply: { key: string; body: string }): string | null {
  if (reply.key === 'hai:') return 'Pesan tidak membawa id.';
  if (reply.body === '') return 'Isi balasan kosong.';
  return reply.body.length > longestText ? `Isi balasan lebih dari ${longestText} karakter.` : null;
}
