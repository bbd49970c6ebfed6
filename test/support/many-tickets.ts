import type pg from 'pg';

interface Many {
  count: number;
  /** Part of every reference, so that two calls don't produce the same ones. */
  mark?: string;
  subject?: string;
  /** False leaves them out of the search, which takes most of the time. */
  searchable?: boolean;
}

/** Tickets per statement, few enough for a busy machine's statement time-out. */
const atOnce = 250;

/**
 * Tickets of SATKER 527010 handled by KPPN 008, written without workflows: opened a minute apart before now,
 * due at 17.00 WIB a week later, two of three resolved, one of seven of those late.
 */
export async function manyTickets(
  pool: pg.Pool,
  { count, mark = '101', subject = 'SP2D', searchable = true }: Many,
): Promise<void> {
  for (let from = 1; from <= count; from += atOnce) {
    const to = Math.min(count, from + atOnce - 1);
    const { rows } = await pool.query<{ references: string[] }>(tickets, [from, to, mark, subject]);
    for (const { references } of searchable ? rows : []) await pool.query(search, [references]);
  }
  await pool.query('ANALYZE ticket, ticket_viewer, ticket_search');
}

const tickets = `
  WITH fresh AS (INSERT INTO ticket (reference, seq, status, subject, question, service, method, asker_type, customer_id, asker_name,
    asker_email, asker_agency, satker_id, partner_kppn_id, handling_unit_id, recorder_unit_id, recorder_id, officer_name, year,
    opened_at, warn_at, due_at, escalated_at, resolved_at, resolution_minutes)
  SELECT 'HAI-' || $3::text || lpad(n::text, 7, '0'), 1,
    (CASE WHEN n % 3 > 0 THEN 'RESOLVED' WHEN n % 2 = 0 THEN 'WAITING' ELSE 'ESCALATED' END)::"Status",
    $4::text || ' nomor ' || n || ' belum terbit sejak pengajuan terakhir', 'Mohon bantuannya.',
    (ARRAY['PERBENDAHARAAN', 'REVISI_DIPA', 'MPN_G2', NULL])[1 + n % 4]::"Service",
    (ARRAY['OMSPAN_SATKER', 'TELEPON', 'EMAIL'])[1 + n % 3]::"Method", 'SATKER', customer.id, 'Penanya ke-' || n,
    'penanya.' || n || '@satker-527010.example.id', 'SATKER 527010', 'SATKER-527010', 'KPPN-008', 'KPPN-008', 'SATKER-527010',
    account.id, CASE WHEN n % 3 > 0 THEN 'CSO ' || (1 + n % 2) || ' Pekanbaru' END, extract(year FROM now() AT TIME ZONE 'Asia/Jakarta'), opened.at,
    due.at - interval '33 hours', due.at, CASE WHEN n % 3 = 0 AND n % 2 = 1 THEN opened.at END,
    CASE WHEN n % 3 > 0 THEN opened.at + CASE WHEN n % 7 = 0 THEN interval '8 days' ELSE interval '1 day' END END,
    CASE WHEN n % 3 > 0 THEN 60 + n % 2400 END
  FROM generate_series($1::int, $2::int) AS n, LATERAL (SELECT date_trunc('minute', now()) - n * interval '1 minute' AS at) AS opened,
    LATERAL (SELECT date_trunc('day', opened.at) + interval '7 days 10 hours' AS at) AS due,
    (SELECT id FROM customer WHERE email = 'penanya@satker-527010.example.id') AS customer,
    (SELECT id FROM account WHERE username = 'satker-527010') AS account
  RETURNING reference, year, opened_at),
  viewers AS (
    INSERT INTO ticket_viewer (unit_id, year, opened_at, reference)
    SELECT unit, year, opened_at, reference FROM fresh, unnest(ARRAY['SATKER-527010', 'KPPN-008', 'KANWIL-04']) AS unit)
  SELECT array_agg(reference) AS "references" FROM fresh`;

const search = 'SELECT refresh_ticket_search($1)';
