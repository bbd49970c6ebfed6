/** The activities that write events and their notifications, over a database of their own. */
import { createActivities } from '../../../activities/index.ts';
import { createTell } from '../../../activities/notices/tell.ts';
import { createDatabase } from '../../support/database.ts';
import { authorOf } from '../../support/drafts.ts';
import { withoutNotifier } from '../../support/outgoing.ts';
import { makeStorage } from '../../support/storage.ts';

export async function startTelling() {
  const database = await createDatabase();
  const around = withoutNotifier();
  return {
    database,
    activities: createActivities({ ...database, ...(await makeStorage()), ...around }),
    tell: createTell(database.prisma, around.outgoing),
    officer: await authorOf(database.prisma, 'KPPN-008'),
  };
}

export type Telling = Awaited<ReturnType<typeof startTelling>>;
