import type { NoticeActivities } from '../../workflows/notices.ts';

type Step = () => Promise<boolean>;

/** The activities of the notifier: its steps, each by itself for runs of before, and all of them in one. */
export function createNotify(tell: Step, startMails: Step, startCalls: Step): NoticeActivities {
  const steps = [tell, startMails, startCalls];
  return {
    tell,
    startMails,
    startCalls,
    notify: async () => {
      let more = false;
      for (const step of steps) if (await step()) more = true;
      return more;
    },
  };
}
