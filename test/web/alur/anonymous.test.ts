/** Supervisors learn nothing of our processes and machines from what Temporal reports. */
import { expect, it } from 'vitest';
import { anonymous } from '../../../web/alur/ui.ts';

it('empties identities, sticky queues and the texts of errors, and nothing else', () => {
  const history = {
    events: [
      { identity: '15423@host', taskQueue: { name: '15423@host-1f', kind: 'TASK_QUEUE_KIND_STICKY' } },
      { taskQueue: { name: 'tickets', kind: 'TASK_QUEUE_KIND_NORMAL' }, message: 'tetap' },
      {
        failure: { message: 'connect 10.0.0.5:5432', cause: { message: '10.0.0.5', stackTrace: 'at /srv' } },
      },
    ],
  };
  expect(anonymous(history)).toEqual({
    events: [
      { identity: '', taskQueue: { name: '', kind: 'TASK_QUEUE_KIND_STICKY' } },
      { taskQueue: { name: 'tickets', kind: 'TASK_QUEUE_KIND_NORMAL' }, message: 'tetap' },
      { failure: { message: '', cause: { message: '', stackTrace: '' } } },
    ],
  });
});
