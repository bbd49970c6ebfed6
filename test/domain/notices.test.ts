import { expect, test } from 'vitest';
import { kindsFor, noticeOf, standingTo } from '../../domain/notices.ts';
import type { Standing } from '../../domain/notices.ts';
import type { Person } from '../../domain/roles.ts';
import { eventKinds } from '../../domain/values.ts';
import type { EventKind, Status } from '../../domain/values.ts';

const standings: Standing[] = ['ASKER', 'HANDLER', 'SUPERVISOR', 'KANTOR_PUSAT', 'HAI'];

/** Who is notified of an event, as "standing: kind". */
const told = (event: EventKind, opensAs: Status = 'WAITING') =>
  standings.flatMap((standing) => {
    const kind = noticeOf(event, opensAs, standing);
    return kind === null ? [] : [`${standing}: ${kind}`];
  });

test.each<[EventKind, string[]]>([
  ['RECORDED', ['ASKER: RECORDED', 'HANDLER: NEW']],
  ['ANSWERED', ['ASKER: ANSWERED']],
  ['ESCALATED', ['HAI: ESCALATED']],
  ['HAI_REPLIED', ['ASKER: HAI_REPLIED', 'HANDLER: HAI_REPLIED']],
  ['HAI_REPLY_REFUSED', []],
  ['COMPLETED', ['ASKER: COMPLETED']],
  ['AUTO_COMPLETED', ['ASKER: COMPLETED']],
  ['SLA_WARNED', ['HANDLER: SLA_WARNED', 'SUPERVISOR: SLA_WARNED']],
  ['SLA_BREACHED', ['HANDLER: SLA_BREACHED', 'SUPERVISOR: SLA_BREACHED', 'KANTOR_PUSAT: SLA_BREACHED']],
])('%s notifies %j', (event, expected) => {
  expect(told(event)).toEqual(expected);
  expect(eventKinds).toContain(event);
});

test('a ticket straight to HAI is new to no unit, and an answer on the spot notifies once', () => {
  expect(told('RECORDED', 'ESCALATED')).toEqual(['ASKER: RECORDED']);
  expect(told('RECORDED', 'RESOLVED')).toEqual([]);
  expect(told('ANSWERED', 'RESOLVED')).toEqual(['ASKER: ANSWERED']);
});

const of = (unitType: Person['unitType'], unitId: string, role: Person['role'] = 'OPERATOR'): Person => ({
  unitType,
  unitId,
  role,
});
const ticket = { satkerId: 'SATKER-527010', handlingUnitId: 'KPPN-008', regionId: 'KANWIL-04' };

test.each<[string, Person, Standing | null]>([
  ['the asking satker', of('SATKER', 'SATKER-527010'), 'ASKER'],
  ['another satker', of('SATKER', 'SATKER-527020'), null],
  ['the handling unit', of('KPPN', 'KPPN-008'), 'HANDLER'],
  ['another KPPN', of('KPPN', 'KPPN-063'), null],
  ['its pengawas', of('KPPN', 'KPPN-008', 'PENGAWAS'), 'SUPERVISOR'],
  ["another KPPN's pengawas", of('KPPN', 'KPPN-063', 'PENGAWAS'), null],
  ["the Kanwil's pengawas", of('KANWIL', 'KANWIL-04', 'PENGAWAS'), 'SUPERVISOR'],
  ["the Kanwil's operators", of('KANWIL', 'KANWIL-04'), null],
  ['another Kanwil', of('KANWIL', 'KANWIL-05', 'PENGAWAS'), null],
  ['HAI', of('HAI', 'HAI'), 'HAI'],
  ['Kantor Pusat', of('KANTOR_PUSAT', 'PUSAT', 'PENGAWAS'), 'KANTOR_PUSAT'],
  ['an administrator', of('KANTOR_PUSAT', 'PUSAT', 'ADMINISTRATOR'), null],
  ["the handling unit's administrator", of('KPPN', 'KPPN-008', 'ADMINISTRATOR'), null],
])('%s', (_who, person, expected) => {
  expect(standingTo(person, ticket)).toBe(expected);
});

test('an account can choose among all kinds that it can get', () => {
  expect(kindsFor(of('KPPN', 'KPPN-008'))).toEqual(['NEW', 'HAI_REPLIED', 'SLA_WARNED', 'SLA_BREACHED']);
  const none = [
    of('KANTOR_PUSAT', 'PUSAT', 'ADMINISTRATOR'),
    of('SATKER', 'SATKER-527010', 'PENGAWAS'),
    of('HAI', 'HAI', 'PENGAWAS'),
  ];
  for (const account of none) expect(kindsFor(account)).toEqual([]);
});
