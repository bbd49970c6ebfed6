import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/database.ts';

describe('the database refuses impossible data', () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await createDatabase()));
  afterAll(() => database.drop());

  const ticket = (change: Record<string, string> = {}) => {
    const columns = {
      reference: `'HAI-531160406'`,
      seq: '1',
      status: `'WAITING'`,
      subject: `'Revisi'`,
      question: `'Bagaimana?'`,
      method: `'TELEPON'`,
      asker_type: `'BANK'`,
      customer_id: '(select min(id) from customer)',
      asker_name: `'Budi'`,
      asker_email: `'budi@bank.example.id'`,
      asker_agency: `'BANK'`,
      handling_unit_id: `'KPPN-008'`,
      recorder_unit_id: `'KPPN-008'`,
      recorder_id: `(select id from account where username = 'kppn-008')`,
      year: '2026',
      opened_at: `'2026-08-13T11:30:00Z'`,
      warn_at: `'2026-08-21T01:00:00Z'`,
      due_at: `'2026-08-24T10:00:00Z'`,
      ...change,
    };
    return `insert into ticket (${Object.keys(columns).join()}) values (${Object.values(columns).join()})`;
  };
  const event = (seq: number, kind: string, body = 'x') =>
    `insert into ticket_event (reference, seq, kind, at, author, body)
     values ('HAI-531160406', ${seq}, '${kind}', now(), 'CSO 1', '${body}')`;

  async function refused(...statements: string[]): Promise<string> {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      for (const statement of statements) await client.query(statement);
      return 'accepted';
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? (error as Error).message;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  test('but accepts a correct ticket with its events', async () => {
    const resolved = { status: `'RESOLVED'`, resolved_at: 'now()', resolution_minutes: '0' };
    expect(
      await refused(ticket(), event(1, 'RECORDED'), event(2, 'ESCALATED'), event(3, 'COMPLETED', '')),
    ).toBe('accepted');
    expect(await refused(ticket(resolved))).toBe('accepted');
  });

  test.each([
    ['a reference of another form', ticket({ reference: `'HAI-1'` }), 'ticket_reference_check'],
    ['a sequence of 0', ticket({ seq: '0' }), 'ticket_seq_check'],
    ['resolved without a time', ticket({ status: `'RESOLVED'` }), 'ticket_resolved_at_check'],
    ['a time of resolution while waiting', ticket({ resolved_at: 'now()' }), 'ticket_resolved_at_check'],
    ['escalated without a time', ticket({ status: `'ESCALATED'` }), 'ticket_escalated_at_check'],
    ['waiting and escalated', ticket({ escalated_at: 'now()' }), 'ticket_escalated_at_check'],
    ['due before it was opened', ticket({ due_at: `'2026-08-13T11:00:00Z'` }), 'ticket_due_at_check'],
    ['a warning after the deadline', ticket({ warn_at: `'2026-08-25T01:00:00Z'` }), 'ticket_warn_at_check'],
    ['a duration while open', ticket({ resolution_minutes: '5' }), 'ticket_resolution_minutes_check'],
    ['a satker’s ticket without satker', ticket({ asker_type: `'SATKER'` }), 'ticket_satker_id_check'],
    ['an unknown unit', ticket({ handling_unit_id: `'KPPN-999'` }), 'ticket_handling_unit_id_fkey'],
    [
      'a satker code of 5 digits',
      `update unit set code = '52701' where id = 'SATKER-527010'`,
      'unit_code_check',
    ],
    [
      'a satker without KPPN',
      `update unit set parent_id = null where id = 'SATKER-527010'`,
      'unit_parent_check',
    ],
    [
      'a plain-text password',
      `update account set password_hash = 'demo-omspan'`,
      'account_password_hash_check',
    ],
    ['an officer of a satker', `update officer set unit_id = 'SATKER-527010'`, 'officer_unit_id_check'],
    [
      'a bank’s customer with a unit',
      `update customer set type = 'BANK' where unit_id is not null`,
      'customer_unit_id_check',
    ],
    [
      'a second row of settings',
      `insert into sla_setting select 2, 5, 3, '[[480,1020]]'`,
      'sla_setting_id_check',
    ],
    [
      'hours that end first',
      `update sla_setting set hours = '[[480, 720], [1020, 780]]'`,
      'sla_setting_hours_check',
    ],
    ['hours past midnight', `update sla_setting set hours = '[[480, 1441]]'`, 'sla_setting_hours_check'],
    ['no hours', `update sla_setting set hours = '[]'`, 'sla_setting_hours_check'],
    [
      'a period that ends first',
      `insert into service_period (name, first_day, last_day, hours) values ('x', '2027-03-02', '2027-03-01', '[[480, 900]]')`,
      'service_period_days_check',
    ],
    [
      'two periods over one day',
      `insert into service_period (name, first_day, last_day, hours) values
       ('x', '2027-02-08', '2027-03-09', '[[480, 900]]'), ('y', '2027-03-09', '2027-03-10', '[[480, 960]]')`,
      'service_period_apart',
    ],
    [
      'an unused stem',
      `insert into reference_stem values ('HAI-531160406', 0)`,
      'reference_stem_taken_check',
    ],
  ])('%s', async (_, statement, constraint) => {
    expect(await refused(statement)).toBe(constraint);
  });

  test('a second resolution, a second escalation, a thread that does not begin with the recording', async () => {
    const begun = [ticket(), event(1, 'RECORDED'), event(2, 'ANSWERED')];
    expect(await refused(...begun, event(3, 'COMPLETED'))).toBe('ticket_event_resolved_key');
    expect(await refused(ticket(), event(1, 'RECORDED'), event(2, 'ESCALATED'), event(3, 'ESCALATED'))).toBe(
      'ticket_event_escalated_key',
    );
    expect(await refused(ticket(), event(1, 'ANSWERED'))).toBe('ticket_event_seq_check');
    expect(await refused(ticket(), event(1, 'RECORDED'), event(2, 'ANSWERED', ' '))).toBe(
      'ticket_event_body_check',
    );
  });
});
