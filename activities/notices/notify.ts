import type { NoticeActivities } from '../../workflows/notices.ts';

/** @returns whether more may be waiting */
export type Step = () => Promise<boolean>;

/** Makes the notifier's activity: one for all steps, since every act is followed by one. */
export function createNotify(...steps: Step[]): NoticeActivities['notify'] {
  return async () => {
    let more = false;
    for (const step of steps) if (await step()) more = true;
    return more;
  };
}
