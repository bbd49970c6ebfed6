import { describe, expect, it, test } from 'vitest';
import {
  isSupervisor,
  mayAsk,
  mayAttach,
  mayHandle,
  mayRecord,
  mayReplyForHai,
  mayReport,
  offeredTo,
  sees,
  type Person,
} from '../../domain/roles.ts';
import { roles, unitTypes, type Role, type Status, type UnitType } from '../../domain/values.ts';

const person = (unitType: UnitType, role: Role = 'OPERATOR', unitId = 'OWN'): Person => ({
  unitType,
  role,
  unitId,
});
const everybody = unitTypes.flatMap((type) => roles.map((role) => person(type, role)));
const named = (people: Person[]) => people.map(({ role, unitType }) => `${role} ${unitType}`).toSorted();

test('administrators see no tickets, Kantor Pusat all, everybody else their own', () => {
  for (const one of everybody) {
    const expected = one.role === 'ADMINISTRATOR' ? 'none' : one.unitType === 'KANTOR_PUSAT' ? 'all' : 'own';
    expect(sees(one)).toBe(expected);
  }
});

test('operators of Satker and Kuasa BUN record', () => {
  expect(named(everybody.filter(mayRecord))).toEqual([
    'OPERATOR KANWIL',
    'OPERATOR KPPN',
    'OPERATOR KPPN_KP',
    'OPERATOR KPPN_KPH',
    'OPERATOR SATKER',
  ]);
});

test("operators of Kuasa BUN handle their own unit's tickets", () => {
  const own = everybody.filter((one) => mayHandle(one, { handlingUnitId: 'OWN' }));
  expect(named(own)).toEqual(['OPERATOR KANWIL', 'OPERATOR KPPN', 'OPERATOR KPPN_KP', 'OPERATOR KPPN_KPH']);
  expect(everybody.filter((one) => mayHandle(one, { handlingUnitId: 'OTHER' }))).toEqual([]);
});

test("only HAI's operators reply for HAI", () => {
  expect(named(everybody.filter(mayReplyForHai))).toEqual(['OPERATOR HAI']);
});

test('whoever records or replies may send files', () => {
  const sending = everybody.filter((one) => mayRecord(one) || one.unitType === 'HAI');
  expect(named(everybody.filter(mayAttach))).toEqual(
    named(sending.filter(({ role }) => role === 'OPERATOR')),
  );
});

test('all have reports except Satker and administrators', () => {
  const reporting = everybody.filter(
    ({ role, unitType }) => role !== 'ADMINISTRATOR' && unitType !== 'SATKER',
  );
  expect(named(everybody.filter(mayReport))).toEqual(named(reporting));
});

test('pengawas of every unit, Kanwil and Kantor Pusat supervise', () => {
  const others = everybody.filter((one) => isSupervisor(one) && one.role !== 'PENGAWAS');
  expect(named(others)).toEqual(['OPERATOR KANTOR_PUSAT', 'OPERATOR KANWIL']);
  expect(everybody.filter((one) => one.role === 'PENGAWAS').every(isSupervisor)).toBe(true);
});

describe("the commands that a ticket's page offers", () => {
  const ticket = (status: Status, replied = false) => ({
    status,
    handlingUnitId: 'KPPN-008',
    haiRepliedAt: replied ? new Date() : null,
  });
  const officer = person('KPPN', 'OPERATOR', 'KPPN-008');
  const hai = person('HAI', 'OPERATOR', 'HAI');
  const watchers = [
    person('KPPN', 'OPERATOR', 'KPPN-063'),
    person('KPPN', 'PENGAWAS', 'KPPN-008'),
    person('KPPN', 'ADMINISTRATOR', 'KPPN-008'),
    person('SATKER', 'OPERATOR', 'SATKER-527010'),
    person('KANTOR_PUSAT', 'OPERATOR', 'PUSAT'),
    person('HAI', 'PENGAWAS', 'HAI'),
  ];

  test.each<[Status, boolean, string[], string[]]>([
    ['WAITING', false, ['ANSWERED', 'ESCALATED'], []],
    ['ESCALATED', false, [], ['HAI_REPLIED']],
    ['ESCALATED', true, ['COMPLETED'], ['HAI_REPLIED']],
    ['RESOLVED', true, [], []],
  ])('%s, replied: %s', (status, replied, toOfficer, toHai) => {
    expect(offeredTo(officer, ticket(status, replied))).toEqual(toOfficer);
    expect(offeredTo(hai, ticket(status, replied))).toEqual(toHai);
  });

  it('are none for a stranger, a supervisor, a Satker and Kantor Pusat', () => {
    for (const watcher of watchers)
      for (const status of ['WAITING', 'ESCALATED'] as const)
        expect(offeredTo(watcher, ticket(status, true))).toEqual([]);
  });

  it('may only be asked by those who move the ticket, even when not offered now', () => {
    const kinds = ['ANSWERED', 'ESCALATED', 'COMPLETED', 'HAI_REPLIED'] as const;
    const asked = (who: Person) => kinds.filter((kind) => mayAsk(who, ticket('RESOLVED'), kind));
    expect(asked(officer)).toEqual(['ANSWERED', 'ESCALATED', 'COMPLETED']);
    expect(asked(hai)).toEqual(['HAI_REPLIED']);
    expect(watchers.flatMap(asked)).toEqual([]);
  });
});
