/** The acts with a form on a ticket's page: the command of each, and the field of its text. */
import type { CommandKind } from '../../../domain/moves.ts';

export type ActName = 'answer' | 'escalate' | 'complete' | 'haiReply';

interface OfferedAct {
  command: CommandKind;
  text: string | null;
}

export const acts: Record<ActName, OfferedAct> = {
  answer: { command: 'ANSWERED', text: 'jawaban' },
  escalate: { command: 'ESCALATED', text: 'catatan' },
  complete: { command: 'COMPLETED', text: null },
  haiReply: { command: 'HAI_REPLIED', text: 'balasan' },
};
