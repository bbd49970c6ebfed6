/** Pemantauan: compares every figure with the list behind its link and with the tickets themselves. */
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { makeMonitored } from '../../support/monitored.ts';
import type { MadeTicket } from '../../support/monitored.ts';
import type { Reply } from '../../support/reply.ts';
import type { Visitor } from '../../support/visitor.ts';
import { startWeb } from '../../support/web.ts';
import type { TestWeb } from '../../support/web.ts';

let web: TestWeb;
let tickets: MadeTicket[];
beforeAll(async () => {
  web = await startWeb();
  tickets = await makeMonitored(web.prisma, 240, new Date());
});
afterAll(() => web.stop());

const zone = 'Asia/Jakarta';
const back = (days: number): string => DateTime.now().setZone(zone).minus({ days }).toISODate() ?? '';

/** Each figure's number and link. */
function figuresOf(page: Reply): [count: number, href: string][] {
  const counts = page
    .attributes('a[data-figure]', 'data-figure')
    .map((text) => Number(text.replaceAll('.', '')));
  const hrefs = page.attributes('a[data-figure]', 'href').map((href) => href.replaceAll('&amp;', '&'));
  return counts.map((count, index) => [count, hrefs[index] ?? '']);
}

/** All references of a list, page by page. */
async function listedAt(visitor: Visitor, href: string): Promise<{ total: number; references: string[] }> {
  const references: string[] = [];
  let total = 0;
  for (let next: string | null = href; next;) {
    const page: Reply = await visitor.get(next);
    expect([next, page.status]).toEqual([next, 200]);
    total = Number(page.attribute('#jumlah', 'data-total'));
    references.push(...page.all('.reference').map((text) => text.replace('No. Ref: ', '')));
    next = page.attribute('a[rel=next]', 'href')?.replaceAll('&amp;', '&') ?? null;
  }
  return { total, references };
}

describe('every figure equals the list behind its link, to the last ticket', () => {
  test.each([
    ['pusat', ''],
    ['pusat', '&unit=KANWIL-04'],
    ['pusat', '&unit=KPPN-183'],
    ['kanwil-riau', ''],
    ['kanwil-riau', '&unit=KPPN-008'],
    ['pengawas-008', ''],
  ])('%s %s', { timeout: 120_000 }, async (username, unit) => {
    const visitor = await web.as(username);
    const page = await visitor.get(`/pemantauan?dari=${back(40)}&sampai=${back(3)}${unit}`);
    const figures = figuresOf(page);
    expect(figures.length).toBeGreaterThan(30);
    const lists = new Map<string, number>();
    for (const [count, href] of figures) {
      const { total, references } = lists.has(href)
        ? { total: lists.get(href) ?? -1, references: null }
        : await listedAt(visitor, href);
      lists.set(href, total);
      expect([href, total]).toEqual([href, count]);
      if (references) expect([href, new Set(references).size]).toEqual([href, count]);
    }
  });
});

/** What each account watches, computed from the tickets as created. */
const watched: Record<string, (ticket: MadeTicket) => boolean> = {
  pusat: () => true,
  'kanwil-riau': ({ unit }) => ['KANWIL-04', 'KPPN-008'].includes(unit),
  'pengawas-008': ({ unit }) => unit === 'KPPN-008',
};

describe('the figures match the tickets', () => {
  test.each(Object.keys(watched))('%s', async (username) => {
    const [dari, sampai] = [back(40), back(3)];
    const [from, until] = [
      DateTime.fromISO(dari, { zone }).toJSDate(),
      DateTime.fromISO(sampai, { zone }).plus({ days: 1 }).toJSDate(),
    ];
    const own = tickets.filter((ticket) => watched[username]?.(ticket));
    const recorded = own.filter(({ openedAt }) => openedAt >= from && openedAt < until);
    const resolved = recorded.filter(({ resolvedAt }) => resolvedAt !== null);
    const onTime = resolved.filter(({ resolvedAt, dueAt }) => (resolvedAt ?? dueAt) < dueAt);
    const open = own.filter(({ resolvedAt }) => resolvedAt === null);
    const page = await (await web.as(username)).get(`/pemantauan?dari=${dari}&sampai=${sampai}`);
    const tile = (label: string) =>
      page
        .all('.tile__link')
        .find((text) => text.endsWith(` ${label}`))
        ?.split(' ')[0];
    expect(tile('Terbuka')).toBe(String(open.length));
    expect(tile('Lewat batas waktu')).toBe(String(open.filter(({ dueAt }) => dueAt <= new Date()).length));
    expect(tile('Di HAI')).toBe(String(open.filter(({ escalatedAt }) => escalatedAt !== null).length));
    const cells = page.all('.figures--compared tbody tr');
    const row = (label: string) => cells.find((text) => text.startsWith(`${label} `)) ?? '';
    expect(row('Direkam')).toContain(` ${recorded.length} tiket: Direkam`);
    expect(row('Selesai tepat waktu')).toContain(` ${onTime.length} tiket:`);
    expect(row('Tepat waktu dari yang selesai')).toContain(
      ` ${Math.round((100 * onTime.length) / resolved.length)}% `,
    );
    const atCounter = ({ openedAt, resolvedAt }: MadeTicket) => resolvedAt?.getTime() === openedAt.getTime();
    expect(resolved.filter(atCounter).length).toBeGreaterThan(0);
    expect(row('Selesai di loket')).toContain(` ${resolved.filter(atCounter).length} tiket:`);
    const timed = resolved.filter((ticket) => !atCounter(ticket));
    const minutes = timed.map((ticket) => ticket.minutes.resolution ?? 0).sort((a, b) => a - b);
    const middle = (minutes.length - 1) / 2;
    const median = ((minutes[Math.floor(middle)] ?? 0) + (minutes[Math.ceil(middle)] ?? 0)) / 2;
    const hours = (median / 60).toLocaleString('id-ID', { maximumFractionDigits: 1 });
    expect(row('Selesai, median di luar loket')).toContain(` ${hours} jam `);
  });
});

it('counts resolved tickets by the week of their resolution, whenever they were recorded', async () => {
  const dari = DateTime.now().setZone(zone).minus({ weeks: 5 }).startOf('week');
  const until = dari.plus({ weeks: 4 });
  const sampai = until.minus({ days: 1 }).toISODate();
  const page = await (await web.as('pusat')).get(`/pemantauan?dari=${dari.toISODate()}&sampai=${sampai}`);
  const both = page.all('[aria-labelledby="tren"] tbody tr');
  expect(both).toHaveLength(8);
  const cells = both.slice(4);
  const inWeek =
    (from: DateTime) =>
    ({ resolvedAt }: MadeTicket) =>
      resolvedAt !== null && +resolvedAt >= +from && +resolvedAt < +from.plus({ weeks: 1 });
  const weeks = [0, 1, 2, 3].map((n) => tickets.filter(inWeek(dari.plus({ weeks: n }))));
  expect(weeks.flat().some(({ openedAt }) => +openedAt < +dari)).toBe(true);
  weeks.forEach((resolved, n) => {
    const late = resolved.filter(
      ({ dueAt, resolvedAt }) => resolvedAt !== null && resolvedAt >= dueAt,
    ).length;
    expect(cells[n]).toContain(` ${resolved.length} tiket: `);
    expect(cells[n]).toMatch(new RegExp(` ${late} tiket: [^,]*, Selesai lewat batas waktu`));
  });
});

it('explains each figure in one line', async () => {
  const page = await (await web.as('pusat')).get('/pemantauan');
  const terms = page.all('.definitions dt');
  for (const label of [...page.all('.tile__label'), ...page.all('.figures--compared tbody th')])
    expect(terms).toContain(label);
  expect(terms).toContain('Selesai, menurut minggu selesai');
  expect(page.all('.definitions dd').every((text) => text.endsWith('.'))).toBe(true);
});

it('leads from Kantor Pusat to the Kanwil, the KPPN, and its tickets', async () => {
  const pusat = await web.as('pusat');
  const period = `dari=${back(60)}&sampai=${back(0)}`;
  const follow = async (page: Reply, label: string): Promise<Reply> => {
    const labels = page.all('tbody th a');
    const hrefs = page.attributes('tbody th a', 'href').map((href) => href.replaceAll('&amp;', '&'));
    return pusat.get(hrefs[labels.findIndex((text) => text.toUpperCase().includes(label))] ?? '/nowhere');
  };
  const kanwil = await follow(await pusat.get(`/pemantauan?${period}`), 'RIAU');
  expect(kanwil.one('h1')?.toUpperCase()).toContain('RIAU');
  const kppn = await follow(kanwil, 'PEKANBARU');
  expect(kppn.one('h1')?.toUpperCase()).toContain('PEKANBARU');
  expect(kppn.all('h2')).toContain('Menurut petugas');
  const [, href = ''] = figuresOf(kppn)[0] ?? [];
  expect((await pusat.get(href)).status).toBe(200);
});

it("shows an officer's name as text, and links it to exactly that officer's tickets", async () => {
  const officerName = `=1+1"><svg onload=alert(1)>&petugas=-`;
  const own = { handlingUnitId: 'KPPN-008', officerName: 'CSO 0' };
  await web.prisma.ticket.updateMany({ where: own, data: { officerName } });
  const supervisor = await web.as('pengawas-008');
  const page = await supervisor.get(`/pemantauan?dari=${back(40)}&sampai=${back(3)}`);
  expect(page.text).not.toContain('<svg onload');
  expect(page.all('tbody th')).toContain(officerName);
  const named = figuresOf(page).filter(
    ([, href]) => new URL(href, web.config.publicUrl).searchParams.get('petugas') === officerName,
  );
  expect(named.map(([count]) => count > 0)).toContain(true);
  expect(named).toHaveLength(6);
  for (const [count, href] of named)
    expect([href, (await listedAt(supervisor, href)).total]).toEqual([href, count]);
  await web.prisma.ticket.updateMany({ where: { officerName }, data: { officerName: 'CSO 0' } });
});

describe('others', () => {
  test.each(['kppn-008', 'satker-527010', 'hai', 'admin'])('%s gets 403', async (username) => {
    const visitor = await web.as(username);
    for (const path of [
      '/pemantauan',
      '/pemantauan/tiket?keadaan=terbuka',
      '/pemantauan.pdf',
      '/pemantauan.xlsx',
    ])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 403]);
    expect((await visitor.get('/')).text).not.toContain('/pemantauan');
  });

  it("sees its own instead of another's unit, and narrows only within it", async () => {
    const supervisor = await web.as('pengawas-008');
    const strange = tickets.filter(({ unit }) => unit === 'KPPN-063').map(({ reference }) => reference);
    for (const query of [
      'unit=KPPN-063',
      'unit=KANWIL-04',
      'unit=PUSAT',
      "unit=' OR true --",
      'penangan=KPPN-063',
    ]) {
      const { references } = await listedAt(supervisor, `/pemantauan/tiket?keadaan=terbuka&${query}`);
      expect(references.filter((reference) => strange.includes(reference))).toEqual([]);
    }
    const page = await supervisor.get('/pemantauan?unit=KPPN-063');
    expect(page.one('h1')).toContain('PEKANBARU');
  });

  test.each(['KPPN-063', 'KANWIL-30', 'SATKER-690010'])(
    'a Kanwil sees its own instead of %s',
    async (unit) => {
      const page = await (await web.as('kanwil-riau')).get(`/pemantauan?unit=${unit}`);
      expect(page.one('h1')).toContain('Riau');
    },
  );

  it("leaves a former Kanwil's tickets out of the new one's figures", async () => {
    await web.prisma.unit.update({ where: { id: 'KPPN-063' }, data: { parentId: 'KANWIL-04' } });
    const kanwil = await web.as('kanwil-riau');
    const { references } = await listedAt(kanwil, '/pemantauan/tiket?keadaan=terbuka');
    const units = new Set(
      tickets.filter(({ reference }) => references.includes(reference)).map(({ unit }) => unit),
    );
    expect([...units].sort()).toEqual(['KANWIL-04', 'KPPN-008']);
    await web.prisma.unit.update({ where: { id: 'KPPN-063' }, data: { parentId: 'KANWIL-30' } });
  });

  it('without a log-in, is sent to it', async () => {
    expect((await web.visitor().get('/pemantauan')).location).toMatch(/^\/masuk\?next=/);
  });

  test.each(['keadaan=', 'keadaan=__proto__', 'keadaan=constructor', 'keadaan=%00'])(
    '404 for %s',
    async (query) => {
      expect((await (await web.as('pusat')).get(`/pemantauan/tiket?${query}`)).status).toBe(404);
    },
  );

  it('reports an invalid day at its field, and accepts one as people write it', async () => {
    const pusat = await web.as('pusat');
    const page = await pusat.get('/pemantauan?dari=31/02/2026&sampai=2/3/2026');
    expect(page.faultAt('dari')).toBe(
      'Tanggal ini tidak dikenal dan belum dipakai. Tulis seperti 17/08/2026.',
    );
    expect([page.value('#dari'), page.value('#sampai')]).toEqual(['31/02/2026', '02/03/2026']);
  });

  it('accepts any text for a period or a row', async () => {
    const pusat = await web.as('pusat');
    for (const typed of ['%27%3B%20DROP', '%00', '%ED%A0%80', '9999-99-99', 'x'.repeat(3000)]) {
      for (const path of [
        `/pemantauan?dari=${typed}&sampai=${typed}&unit=${typed}`,
        `/pemantauan/tiket?keadaan=selesai&petugas=${typed}&layanan=${typed}&halaman=${typed}`,
      ])
        expect((await pusat.get(path)).status).toBe(200);
    }
  });
});
