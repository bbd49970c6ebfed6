import type { NoticeActivities } from '../../workflows/notices.ts';

/** @returns whether more may be waiting */
export type Step = () => Promise<boolean>;

/** One activity for all steps of the notifier, because one follows every act. */
export function createNotify(...steps: Step[]): NoticeActivities['notify'] {
  return async () => {
    let more = false;
    for (const step of steps) if (await step()) more = true;
    return more;
  };
}
