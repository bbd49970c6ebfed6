/** Makes many tickets by SQL, spread like years of service. The tests of the lists use it too. */
import type pg from 'pg';

/** Run in order; they use the table `given (count, until)`. */
const steps = [
  `CREATE TEMP TABLE words AS
       SELECT n, CASE WHEN n <= array_length(known, 1) THEN known[n] ELSE
         (SELECT string_agg(syllables[1 + abs(hashint8(n * 31 + part)) % 40], '') FROM generate_series(1, 2 + n % 3) AS part)
         || CASE WHEN n % 4 = 0 THEN 'kan' ELSE '' END END AS word
       FROM generate_series(1, 4000) AS n,
       (SELECT string_to_array('spm sp2d pembayaran revisi dipa gaji satker kppn mohon penjelasan kontrak rekening pagu retur ' ||
           'supplier pengajuan dokumen aplikasi sakti konfirmasi penerimaan setoran pajak tunjangan honor pengembalian', ' ') AS known,
         string_to_array('ba bi bu da di du ga gi ka ki ku la li lu ma mi mu na ni nu pa pi pu ra ri ru sa si su ta ti tu ' ||
           'wa ya nga nya ran tan kan sar', ' ') AS syllables) AS vocabulary`,
  // Word frequencies are skewed, as in real texts.
  `CREATE TEMP TABLE sentences AS
     SELECT sentence AS n, (
       SELECT string_agg(every[1 + floor(4000 * power(abs(hashint8(sentence * 100 + part) % 1000000) / 1000000.0, 3))::int], ' ')
       FROM generate_series(1, 14) AS part) AS text
     FROM generate_series(1, 20000) AS sentence, (SELECT array_agg(word ORDER BY n) AS every FROM words) AS vocabulary`,
  `INSERT INTO unit (id, type, code, name, parent_id, zone, province)
       SELECT 'SATKER-' || made.code, 'SATKER', made.code, 'SATUAN KERJA ' || made.code, kppn.id, kppn.zone, kppn.province
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM unit WHERE type = 'KPPN') AS kppn,
         generate_series(0, 9) AS n, LATERAL (SELECT (100000 + place * 10 + n)::text AS code) AS made`,
  `INSERT INTO customer (email, name, type, unit_id, recorded_by_id)
       SELECT 'bendahara@' || lower(id) || '.example.id', initcap((SELECT word FROM words WHERE n = 100 + code::int % 500) || ' ' ||
         (SELECT word FROM words WHERE n = 700 + code::int % 90)), 'SATKER', id, id
       FROM unit WHERE type = 'SATKER' AND code BETWEEN '100000' AND '110000'`,
  `ANALYZE unit, customer, words, sentences`,
  // Each year has more than the one before; a few offices ask much more than the others, KPPN 008 most.
  `CREATE TEMP TABLE coming AS
       SELECT n, opened_at, to_char(opened_at AT TIME ZONE kppn.zone, 'FMMMDDHH24MISS') AS stem, kppn.id AS kppn_id, kppn.parent_id,
         kppn.zone, satker.id AS satker_id, satker.code, customer.id AS customer_id, customer.name, customer.email,
         extract(year FROM opened_at AT TIME ZONE kppn.zone)::int AS year, dice
       FROM (SELECT n, abs(hashint8(n)) AS dice, until - (8 * 365 * (1 - sqrt(n::float / count))) * interval '1 day'
             - abs(hashint8(n)) % 600 * interval '1 second' AS opened_at FROM given, generate_series(1, count) AS n) AS moments
       JOIN (SELECT *, row_number() OVER (ORDER BY id <> 'KPPN-008', id) AS place FROM unit WHERE type = 'KPPN') AS kppn
         ON place = 1 + floor(180 * power(dice % 10000 / 10000.0, 1.5))::int
       JOIN (SELECT id, code, parent_id, row_number() OVER (PARTITION BY parent_id ORDER BY code) AS at FROM unit
             WHERE type = 'SATKER' AND code BETWEEN '100000' AND '110000') AS satker
         ON satker.parent_id = kppn.id AND satker.at = 1 + dice / 10000 % 10
       JOIN customer ON customer.unit_id = satker.id`,
  `INSERT INTO ticket (reference, seq, status, subject, question, service, method, asker_type, customer_id, asker_name,
         asker_email, asker_agency, satker_id, partner_kppn_id, handling_unit_id, recorder_unit_id, recorder_id, officer_name,
         year, opened_at, warn_at, due_at, escalated_at, hai_replied_at, resolved_at, resolution_minutes)
       SELECT 'HAI-' || stem || CASE WHEN again = 1 THEN '' ELSE '-' || again END, 1, status::"Status",
         left(initcap(asked.text), 60), asked.text || '. ' || more.text || ', nomor ' || dice % 900000 || '.',
         (ARRAY['PERBENDAHARAAN', 'PERBENDAHARAAN', 'PERBENDAHARAAN', 'REVISI_DIPA', 'MPN_G2'])[1 + dice / 7 % 5]::"Service",
         (ARRAY['OMSPAN_SATKER', 'OMSPAN_SATKER', 'TELEPON', 'TATAP_MUKA', 'EMAIL', 'SURAT'])[1 + dice / 11 % 6]::"Method",
         'SATKER', customer_id, name, email, 'SATKER ' || code || ' SATUAN KERJA ' || code, satker_id, kppn_id, kppn_id, satker_id,
         (SELECT id FROM account WHERE username = 'satker-527010'), CASE WHEN status <> 'WAITING' THEN 'CSO 1' END, year,
         opened_at, ended - interval '1 day', ended,
         CASE WHEN escalated THEN opened_at + interval '1 day' END, CASE WHEN escalated AND dice % 2 = 0 THEN opened_at + interval '2 days' END,
         CASE WHEN status = 'RESOLVED' THEN opened_at + (1 + dice / 13 % 200) * interval '1 hour' END,
         CASE WHEN status = 'RESOLVED' THEN 30 + dice / 13 % 200 * 22 END
       FROM (SELECT *, row_number() OVER (PARTITION BY stem ORDER BY n) AS again, dice / 17 % 10 = 0 OR open AND dice / 17 % 10 IN (3, 7) AS escalated,
               CASE WHEN NOT open THEN 'RESOLVED' WHEN dice / 17 % 10 IN (0, 3, 7) THEN 'ESCALATED' ELSE 'WAITING' END AS status
             FROM (SELECT *, CASE WHEN opened_at > until - interval '14 days' THEN dice / 3 % 100 < 60
                     ELSE dice % 1009 = 0 END AS open FROM coming, given) AS opened) AS coming
       CROSS JOIN LATERAL (SELECT ((opened_at AT TIME ZONE zone)::date + 7 + time '17:00') AT TIME ZONE zone AS ended) AS due
       JOIN sentences AS asked ON asked.n = 1 + dice % 20000 JOIN sentences AS more ON more.n = 1 + dice / 19 % 20000`,
  `INSERT INTO ticket_viewer (unit_id, year, opened_at, reference)
       SELECT unnest(ARRAY[satker_id, partner_kppn_id, parent_id] || CASE WHEN escalated_at IS NOT NULL THEN ARRAY['HAI'] END),
         year, opened_at, reference
       FROM ticket JOIN unit ON unit.id = partner_kppn_id WHERE recorder_unit_id LIKE 'SATKER-1_____'`,
  `INSERT INTO ticket_event (reference, seq, kind, at, author, unit_id, officer_id, body)
       SELECT reference, event.seq, event.kind::"EventKind", at, asker_name, handling_unit_id, officer.id,
         coalesce(sentences.text, '')
       FROM ticket
       CROSS JOIN LATERAL (VALUES (1, 'RECORDED', opened_at), (2, 'ESCALATED', escalated_at), (3, 'ANSWERED', resolved_at)) AS event (seq, kind, at)
       LEFT JOIN officer ON officer.unit_id = handling_unit_id AND officer.name LIKE 'CSO 1%' AND event.kind = 'ANSWERED'
       LEFT JOIN sentences ON sentences.n = 1 + abs(hashtext(reference)) % 20000 AND event.kind = 'ANSWERED'
       WHERE at IS NOT NULL AND recorder_unit_id LIKE 'SATKER-1_____'`,
];

/** Indexes other than keys: rebuilding them after the rows is much faster. */
const plainIndexes = `
  SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND tablename IN ('ticket', 'ticket_search', 'search_word') AND indexdef NOT LIKE '%UNIQUE%'`;

const searchStep = 20_000;

/** Adds `count` tickets up to `until`, with their own satkers, to a seeded database. Needs a superuser. */
export async function makeTickets(pool: pg.Pool, count: number, until: Date): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`SET statement_timeout = 0; SET session_replication_role = replica; SET work_mem = '256MB';
      SET maintenance_work_mem = '512MB'; SET synchronous_commit = off`);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(plainIndexes);
    for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
    await client.query(`CREATE TEMP TABLE given (count int, until timestamptz)`);
    await client.query(`INSERT INTO given VALUES ($1, $2)`, [count, until]);
    for (const sql of steps) await client.query(sql);
    await client.query('ANALYZE coming, ticket, ticket_viewer, ticket_event');
    for (let from = 0; from < count; from += searchStep) {
      await client.query(
        `INSERT INTO ticket_search (reference, opened_at, month, search) SELECT reference, opened_at, month, search
         FROM searched_tickets(ARRAY(SELECT reference FROM ticket WHERE recorder_unit_id LIKE 'SATKER-1_____'
           ORDER BY opened_at, reference OFFSET $1 LIMIT $2))`,
        [from, searchStep],
      );
    }
    await client.query(
      `INSERT INTO search_word SELECT DISTINCT lower(word) FROM words WHERE length(word) >= 4 ON CONFLICT DO NOTHING`,
    );
    for (const { definition } of indexes) await client.query(definition);
    await client.query('RESET ALL; DISCARD TEMP');
    await client.query('VACUUM ANALYZE');
  } finally {
    // Closing the connection drops its settings.
    client.release(true);
  }
}
