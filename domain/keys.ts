/**
 * Keys of a ticket's events, by which a repeated request is recognised. Each kind of sender has its own key space, so
 * no key can collide with another sender's.
 */
import { storable } from './texts.ts';

export const recordingKey = (requestKey: string): string => `record:${requestKey}`;

/** For an act signed by an account's officer; unique within the ticket, as `permintaan` is for account and path. */
export const actKey = (act: string, accountId: string, requestKey: string): string =>
  `${act}:${accountId}:${requestKey}`;

/** The signal's id of a reply, from HAI's page or from HAI's systems. */
export const pageReplyId = (accountId: string, requestKey: string): string => `${accountId}:${requestKey}`;
export const apiReplyId = (requestKey: string): string => `api:${requestKey}`;

/** Cuts longer ids; none of our senders has one. */
const longestId = 400;

/** For a reply with this id, whoever sent the signal. */
export const haiReplyKey = (id: string): string => `hai:${storable(storable(id).slice(0, longestId))}`;

/** For the warning of a deadline on this day, YYYY-MM-DD: a day has at most one warning. */
export const warningKey = (dueDay: string): string => `peringatan:${dueDay}`;

export const changePrefix = 'kalender:';

/** For a change of the calendar, by its number. */
export const changeKey = (id: number): string => `${changePrefix}${id}`;

export const isChangeKey = (key: string): boolean =>
  key.startsWith(changePrefix) && /^[1-9][0-9]{0,9}$/.test(key.slice(changePrefix.length));
