import {
  askerTypeLabels,
  askerTypes,
  methodLabels,
  methods,
  serviceLabels,
  services,
} from '../domain/values.ts';
import { slaStateLabels, slaStates } from '../domain/values.ts';
import type { WebContext } from './context.ts';
import { officerOptions } from './officers.ts';
import { optionsOf } from './options.ts';
import { pageSize } from './paging.ts';
import type { FilterForm } from './pages.ts';
import type { TicketFilter } from '../lists/ticket-filter.ts';

/** The filter's fields with what they offer this account. */
export async function filterFormOf(c: WebContext, filter: TicketFilter, size: number): Promise<FilterForm> {
  const { unitId, unitType } = c.get('account');
  const sorting = Object.fromEntries(
    Object.entries(filter).filter(([name, value]) => name !== 'q' && value !== ''),
  );
  return {
    values: { ...filter, ukuran: size === pageSize ? '' : String(size) },
    byUnit: unitType !== 'SATKER' && unitType !== 'KPPN',
    open: Object.keys(sorting).some((name) => !['status', 'urut', 'arah'].includes(name)),
    services: optionsOf(services, serviceLabels),
    methods: optionsOf(methods, methodLabels),
    types: optionsOf(askerTypes, askerTypeLabels),
    slas: optionsOf(slaStates, slaStateLabels),
    officers: await officerOptions(c.get('services').prisma, unitId),
  };
}
