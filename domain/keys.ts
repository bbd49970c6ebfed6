/**
 * Keys of a ticket's events, which tell the same request from a new one. Each kind of sender has a space of its own, so that
 * no key of one can pass for another's.
 */
import { storable } from './texts.ts';

export const recordingKey = (requestKey: string): string => `record:${requestKey}`;

/** Of an act that an account's officer signs; unique with the ticket's reference, as `permintaan` is for account and path. */
export const actKey = (act: string, accountId: string, requestKey: string): string =>
  `${act}:${accountId}:${requestKey}`;

/** The signal's id of a reply from HAI's page, and of one from HAI's systems. */
export const pageReplyId = (accountId: string, requestKey: string): string => `${accountId}:${requestKey}`;
export const apiReplyId = (requestKey: string): string => `api:${requestKey}`;

/** Longer ids than any sender of ours has are cut. */
const longestId = 400;

/** Of a reply with this id, whoever sent the signal. */
export const haiReplyKey = (id: string): string => `hai:${storable(storable(id).slice(0, longestId))}`;

/** Of a change of the calendar, from its number. */
export const changeKey = (id: number): string => `kalender:${id}`;

export const isChangeKey = (key: string): boolean => /^kalender:[1-9][0-9]{0,9}$/.test(key);
