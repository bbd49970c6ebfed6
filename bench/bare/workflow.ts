/** The yardstick: the messages of a recorded and answered ticket, with empty activities. */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

interface BareActivities {
  first(payload: object): Promise<void>;
  second(payload: object): Promise<void>;
}

export const recorded = defineUpdate('recorded');
export const answer = defineUpdate<void, [object]>('answer');

const activities = proxyActivities<BareActivities>({ startToCloseTimeout: '20 seconds' });

export async function bare(input: object): Promise<void> {
  let first = false;
  let act: object | null = null;
  let second = false;
  setHandler(recorded, () => condition(() => first));
  setHandler(answer, async (sent) => {
    act = sent;
    await condition(() => second);
  });
  await activities.first(input);
  first = true;
  await condition(() => act !== null);
  await activities.second(act ?? {});
  second = true;
}
