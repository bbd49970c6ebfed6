import type { FieldErrors, Option } from '../../forms/types.ts';
import {
  askerTypeLabels,
  askerTypes,
  methodLabels,
  methods,
  serviceLabels,
  services,
} from '../../../domain/values.ts';
import { slaStateLabels, slaStates } from '../../../domain/values.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { containing, foldedText, inName } from '../../../lists/containing.ts';
import { officersOf } from '../../../lists/filter-names.ts';
import type { Account, WebContext } from '../../context.ts';
import { dayErrors } from '../../forms/days.ts';
import { queryText } from '../../forms/forms.ts';
import { optionsOf } from '../../forms/options.ts';
import { pageSize } from '../../page/paging.ts';
import type { FilterForm } from '../types.ts';
import type { TicketFilter } from '../../../lists/ticket-filter.ts';

/** Most options of a picker (contract.md). */
const most = 50;

/** The filter's fields with their options for this account; `cari` in the address narrows officers and units. */
export async function filterFormOf(c: WebContext, filter: TicketFilter, size: number): Promise<FilterForm> {
  const { unitType, year } = c.get('account');
  const byUnit = unitType !== 'SATKER';
  const cari = queryText(c, 'cari');
  const [officers, units] = await Promise.all([
    officersFor(c, cari, filter.petugas),
    byUnit ? unitsFor(c, cari, filter.unit) : [],
  ]);
  const errors = errorsOf(c, filter);
  const set = Object.entries(filter).filter(([, value]) => value !== '');
  return {
    values: {
      ...filter,
      satker: queryText(c, 'satker'),
      dari: filter.dari || queryText(c, 'dari'),
      sampai: filter.sampai || queryText(c, 'sampai'),
      tahun: String(year),
      ukuran: size === pageSize ? '' : String(size),
    },
    errors,
    byUnit,
    cari,
    narrows: cari !== '' || officers.length >= most || units.length >= most,
    open:
      cari !== '' ||
      Object.keys(errors).length > 0 ||
      set.some(([name]) => !['q', 'status', 'urut', 'arah'].includes(name)),
    services: optionsOf(services, serviceLabels),
    methods: optionsOf(methods, methodLabels),
    types: optionsOf(askerTypes, askerTypeLabels),
    slas: optionsOf(slaStates, slaStateLabels),
    officers,
    units,
  };
}

function errorsOf(c: WebContext, filter: TicketFilter): FieldErrors {
  const satker = 'Kode satker terdiri atas enam angka. Isian ini belum dipakai untuk menyaring daftar.';
  const wrong = filter.satker === '' && queryText(c, 'satker') !== '';
  return { ...(wrong ? { satker } : {}), ...dayErrors(c, ['dari', 'sampai']) };
}

/** The chosen officer stays, whatever narrows the others. */
async function officersFor(c: WebContext, cari: string, chosen: string): Promise<Option[]> {
  const account = c.get('account');
  const { prisma } = c.get('services');
  const text = inName(await foldedText(prisma, cari));
  const named = cari === '' ? {} : { OR: [text, { unit: text }] };
  const narrowed = { disabledAt: null, ...named };
  const offered: Prisma.OfficerWhereInput = chosen ? { OR: [narrowed, { id: chosen }] } : narrowed;
  const officers = await prisma.officer.findMany({
    where: { AND: [officersOf(account), offered] },
    select: { id: true, name: true, unitId: true, unit: { select: { name: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most,
  });
  return officers.map(({ id, name, unitId, unit }) => ({
    value: id,
    label: unitId === account.unitId ? name : `${name} (${unit.name})`,
  }));
}

async function unitsFor(c: WebContext, cari: string, chosen: string): Promise<Option[]> {
  const { prisma } = c.get('services');
  const { contains: code } = containing(cari);
  const narrowed = { OR: [inName(await foldedText(prisma, cari)), { code: { startsWith: code } }] };
  const units = await prisma.unit.findMany({
    where: {
      type: { in: ['KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH'] },
      AND: [handlersFor(c.get('account')), chosen ? { OR: [narrowed, { id: chosen }] } : narrowed],
    },
    select: { id: true, code: true, name: true },
    orderBy: [{ code: 'asc' }],
    take: most,
  });
  return units.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
}

/** The handling units whose tickets this account may see, limited to its own region. */
function handlersFor({ unitId, unitType }: Account): Prisma.UnitWhereInput {
  const special: Prisma.UnitWhereInput = { type: { in: ['KPPN_KP', 'KPPN_KPH'] } };
  if (unitType === 'KANWIL') return { OR: [{ id: unitId }, { parentId: unitId }, special] };
  if (unitType === 'KPPN') return { OR: [{ id: unitId }, { children: { some: { id: unitId } } }, special] };
  return {};
}
