import { recognise } from '../../attachments/recognise.ts';
import { FileRefused } from '../../attachments/refused.ts';

/** Why a file is refused. */
export async function refusal(content: Buffer): Promise<FileRefused> {
  const error: unknown = await recognise(content).then(
    (kind) => new Error(`taken as ${kind}`),
    (refused: unknown) => refused,
  );
  if (!(error instanceof FileRefused)) throw error;
  return error;
}
