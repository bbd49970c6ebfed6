/** What recording tickets and acting on them needs, for a page, the API or a script. */
import type { Client } from '@temporalio/client';
import type { Refusal } from '../domain/transition.ts';
import type { PrismaClient } from '../prisma/generated/client.ts';

export interface Desk {
  prisma: PrismaClient;
  client: Client;
}

/** The ticket's state forbids the act, or somebody acted first. Nothing changed. */
export class ActRefused extends Error {
  override name = 'ActRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/**
 * Temporal or the database did not answer in time, so the outcome is unknown. Sent again, the act still happens only
 * once.
 */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}
