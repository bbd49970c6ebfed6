/** The acts that a ticket's page has forms for: the command that each gives, and the text that is typed in it. */
import type { CommandKind } from '../../../domain/moves.ts';

export type ActName = 'answer' | 'escalate' | 'complete' | 'haiReply';

interface Act {
  command: CommandKind;
  text: { field: string; label: string } | null;
}

export const acts: Record<ActName, Act> = {
  answer: { command: 'ANSWERED', text: { field: 'jawaban', label: 'Jawaban' } },
  escalate: { command: 'ESCALATED', text: { field: 'catatan', label: 'Catatan untuk HAI' } },
  complete: { command: 'COMPLETED', text: null },
  haiReply: { command: 'HAI_REPLIED', text: { field: 'balasan', label: 'Balasan' } },
};
