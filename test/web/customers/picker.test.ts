import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { UnitType } from '../../../domain/values.ts';
import { withClient } from '../../../local/postgres.ts';
import { PrismaClient } from '../../../prisma/generated/client.ts';
import { findUnits } from '../../../customers/units.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';
import { freshEmail, readers } from '../../support/customers.ts';
import { hostileQueries } from '../../support/hostile.ts';

let web: TestWeb;
let kppn: Visitor;
beforeAll(async () => {
  web = await startWeb();
  // On a separate connection, because this takes longer than a request may.
  await withClient(web.url, async (client) => {
    await client.query(manySatkers);
    await client.query('vacuum analyze unit');
  });
  kppn = await web.as('kppn-008');
});
afterAll(() => web.stop());

/** 30,000 satkers, spread over the KPPNs of the country. */
const manySatkers = `
  insert into unit (id, type, code, name, parent_id, zone)
  select 'SATKER-' || 100000 + n, 'SATKER', 100000 + n,
    (array['PENGADILAN NEGERI', 'KEJAKSAAN NEGERI', 'DINAS PERTANIAN', 'POLRES'])[1 + n % 4] || ' KOTA ' || md5(n::text),
    kppns.ids[1 + n % array_length(kppns.ids, 1)], 'Asia/Jakarta'
  from generate_series(1, 30000) n, (select array_agg(id order by id) ids from unit where type = 'KPPN') kppns`;

const satkers = async (visitor: Visitor, cari: string) =>
  (await visitor.getPart(`/pengguna/satker?cari=${encodeURIComponent(cari)}`)).all('option:not([value=""])');

describe('the satker picker', () => {
  test.each([
    ['527010', ['527010 PENGADILAN NEGERI PEKANBARU']],
    ['5270', ['527010 PENGADILAN NEGERI PEKANBARU', '527020 KEJAKSAAN NEGERI PEKANBARU']],
    ['SATKER 527010', ['527010 PENGADILAN NEGERI PEKANBARU']],
    ['pekanbaru kejaksaan', ['527020 KEJAKSAAN NEGERI PEKANBARU']],
    ['kejaksaan pe', ['527020 KEJAKSAAN NEGERI PEKANBARU']],
    ['690010', []],
    ['%', []],
    ['_____', []],
  ])('finds a KPPN’s satkers by %j', async (cari, expected) => {
    expect(await satkers(kppn, cari)).toEqual(expected);
  });

  it('offers at most 50, only units that this one records for', async () => {
    const all = await satkers(await web.as('kppn-kp'), '');
    expect(all).toHaveLength(50);
    const region = await web.prisma.unit.findMany({
      where: { type: 'SATKER', parent: { parentId: 'KANWIL-04' } },
    });
    const codes = region.map(({ code }) => code);
    for (const option of await satkers(await web.as('kanwil-riau'), 'kota'))
      expect(codes).toContain(option.slice(0, 6));
    expect(await satkers(await web.as('kanwil-riau'), '690010')).toEqual([]);
    expect(await satkers(await web.as('kppn-063'), '690010')).toHaveLength(1);
    expect(await satkers(await web.as('satker-527010'), '5270')).toHaveLength(1);
  });

  it('keeps the chosen option, and chooses a single one', async () => {
    const part = await kppn.getPart('/pengguna/satker?cari=kejaksaan+pekanbaru&satker=527010');
    expect(part.attribute('option[selected]', 'value')).toBe('527010');
    expect(part.all('option').slice(1)).toHaveLength(2);
    const only = await kppn.getPart('/pengguna/satker?cari=527020');
    expect(only.attribute('option[selected]', 'value')).toBe('527020');
    const foreign = await kppn.getPart('/pengguna/satker?cari=5270&satker=690010');
    expect(foreign.text).not.toContain('690010');
  });

  it('says when nothing matches', async () => {
    const part = await kppn.getPart('/pengguna/satker?cari=zzzz');
    expect(part.all('option')).toEqual(['Tidak ada yang cocok']);
  });

  it('without JavaScript narrows the form and keeps typed values', async () => {
    const email = freshEmail();
    const form = await kppn.get(`/pengguna/baru?email=${email}`);
    expect(form.attribute('button[formmethod=get]', 'formaction')).toBe('/pengguna/baru');
    const typed = new URLSearchParams({
      permintaan: 'kunci-1',
      email,
      nama: 'Sari "L"',
      jenis: 'SATKER',
      cari: 'kejaksaan pekan',
      satker: '',
    });
    const page = await kppn.get(`/pengguna/baru?${typed.toString()}`);
    expect(page.status).toBe(200);
    expect(['email', 'nama', 'jenis', 'cari'].map((name) => page.value(`#${name}`))).toEqual([
      email,
      'Sari "L"',
      'SATKER',
      'kejaksaan pekan',
    ]);
    expect(page.value('[name=permintaan]')).toBe('kunci-1');
    expect(page.value('#satker')).toBe('527020');
    const sent = await kppn.post('/pengguna', Object.fromEntries(typed));
    expect([sent.status, sent.value('#cari'), sent.value('#satker')]).toEqual([
      422,
      'kejaksaan pekan',
      '527020',
    ]);
  });

  it('finds KPPNs for the special ones, at most 50', async () => {
    const kph = await web.as('kppn-kph');
    const found = await kph.getPart('/pengguna/kppn?cariKppn=jaya');
    expect(found.all('option').join()).toContain('063 JAYAPURA');
    expect((await kph.getPart('/pengguna/kppn')).all('option').slice(1)).toHaveLength(50);
    expect((await kppn.getPart('/pengguna/kppn')).all('option').slice(1)).toEqual(['008 PEKANBARU']);
  });

  test.each(hostileQueries)('survives %j', async (text) => {
    for (const name of ['cari', 'satker']) {
      const part = await kppn.getPart(`/pengguna/satker?${name}=${text}`);
      expect(part.status).toBe(200);
      expect(part.text).not.toContain('<svg onload');
    }
  });

  test.each(readers)('is not for %s', async (username) => {
    expect((await (await web.as(username)).get('/pengguna/satker?cari=5')).status).toBe(403);
  });
});

describe('among 30,000 satkers', () => {
  const ran: { query: string; params: string }[] = [];
  let prisma: PrismaClient;
  beforeAll(() => {
    const heard = new PrismaClient({
      adapter: new PrismaPg(web.pool),
      log: [{ emit: 'event', level: 'query' }],
    });
    heard.$on('query', (event) => ran.push(event));
    prisma = heard;
  });

  /** The plans of every statement of the search, in one text. */
  async function plansOf(unitType: UnitType, unitId: string, cari: string): Promise<string> {
    ran.length = 0;
    await findUnits(prisma, { role: 'OPERATOR', unitId, unitType }, 'SATKER', cari);
    const plans = await Promise.all(
      ran.map(({ query, params }) => web.pool.query(`explain ${query}`, JSON.parse(params) as unknown[])),
    );
    expect(plans.length).toBeGreaterThan(0);
    return plans.flatMap(({ rows }) => rows.map((row) => Object.values(row as object).join())).join('\n');
  }

  const searches = ['', '1', '12', '527010', 'pe', 'kejaksaan', 'kota ab', 'c4ca4238', 'zzzz'];

  test.each(searches)('an index finds %j, whoever asks', async (cari) => {
    expect(await plansOf('KPPN', 'KPPN-008', cari)).not.toContain('Seq Scan');
    expect(await plansOf('KANWIL', 'KANWIL-04', cari)).not.toContain('Seq Scan');
    expect(await plansOf('KPPN_KP', 'KPPN-183', cari)).not.toContain('Seq Scan');
  });

  it('trigrams find the rare part of a name', async () => {
    expect(await plansOf('KPPN_KP', 'KPPN-183', 'c4ca4238')).toContain('unit_code_name_folded_idx');
  });
});
