/**
 * Turns a long list into a file (specification.md 7): chooses its tickets, collects their rows in parts, writes the
 * file.
 */
import { ActivityFailure, ApplicationFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { formatLabels } from '../domain/exports.ts';
import { listTitles } from '../domain/lists.ts';
import { notAllowed, notWanted } from './exports.ts';
import type { ExportActivities, ExportOrder } from './exports.ts';

/** A missing heartbeat reveals a killed worker, and another one repeats the step. */
const retry = { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' } as const;
const { chooseRows, collectRows, writeFile } = proxyActivities<ExportActivities>({
  startToCloseTimeout: '30 minutes',
  heartbeatTimeout: '10 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: { ...retry, maximumAttempts: 30, nonRetryableErrorTypes: [notAllowed, notWanted] },
});
/** Tried without limit, because PostgreSQL may be down for long. */
const { giveUp } = proxyActivities<ExportActivities>({
  startToCloseTimeout: '2 minutes',
  retry,
});

/** Makes the file of an export. Ends with the file, a failure that says why there is none, or a cancellation. */
export async function exportReport({ id, list, format }: ExportOrder): Promise<void> {
  const tell = (step: string): void =>
    setCurrentDetails(`**${listTitles[list]}** sebagai ${formatLabels[format]}\n\n**Langkah:** ${step}`);
  try {
    tell('memilih tiket');
    const { rows, parts } = await chooseRows.executeWithOptions({ summary: 'Memilih tiket' }, [{ id }]);
    for (let part = 1; part <= parts; part++) {
      const step = `bagian ${part} dari ${parts}`;
      tell(`mengumpulkan ${step}, seluruhnya ${rows} tiket`);
      await collectRows.executeWithOptions({ summary: `Mengumpulkan ${step}` }, [{ id, part }]);
    }
    tell(`menulis berkas dengan ${rows} tiket`);
    await writeFile.executeWithOptions({ summary: `Menulis ${formatLabels[format]}` }, [{ id }]);
    tell('selesai');
  } catch (error) {
    const end = endOf(error);
    await CancellationScope.nonCancellable(async () => {
      await giveUp.executeWithOptions({ summary: 'Mengakhiri tanpa berkas' }, [{ id, ...end }]);
      tell(end.outcome === 'CANCELLED' ? 'dibatalkan' : 'gagal');
    });
    // If only PostgreSQL knows of the cancellation, this workflow completes normally.
    if (isCancellation(error) || end.outcome === 'FAILED') throw error;
  }
}

/** How an export without a file ends, and the reason shown to its account. */
function endOf(error: unknown): { outcome: 'CANCELLED' | 'FAILED'; reason: string | null } {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  if (isCancellation(error) || type === notWanted) return { outcome: 'CANCELLED', reason: null };
  return { outcome: 'FAILED', reason: type === notAllowed ? (cause as ApplicationFailure).message : null };
}
