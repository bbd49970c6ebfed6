/** Who handles a ticket and who may see it (specification.md 1 and 4). */
import type { AskerType, Destination, Service, Status, UnitType } from './values.ts';

/** The units that a ticket could go to; null for one that the asker or recorder doesn't have. */
export interface Candidates {
  recorderId: string;
  /** The asking satker's partner; for other askers the recorder's own KPPN, or the one it picked. */
  kppnId: string | null;
  /** The Kanwil of that KPPN, or the recorder itself. */
  kanwilId: string | null;
  kppnKpId: string | null;
  kppnKphId: string | null;
}

interface Route {
  handlingUnitId: string;
  service: Service | null;
  opensAs: Status;
}

const destinationOf: Record<Service, Destination> = {
  PERBENDAHARAAN: 'KPPN',
  REVISI_DIPA: 'KANWIL',
  MPN_G2: 'KPPN_KP',
  PINJAMAN_HIBAH: 'KPPN_KPH',
};

/** The route of a Satker's ticket by its Tujuan; null if the unit does not exist. */
export function routeByService(service: Service, candidates: Candidates): Route | null {
  return routeByDestination(destinationOf[service], candidates);
}

/** The route of a Kuasa BUN's ticket by its Status Tiket; null if the unit does not exist. */
export function routeByDestination(destination: Destination, candidates: Candidates): Route | null {
  const to = (handlingUnitId: string | null, service: Service | null, opensAs: Status): Route | null =>
    handlingUnitId === null ? null : { handlingUnitId, service, opensAs };
  switch (destination) {
    case 'HAI':
      return to(candidates.recorderId, null, 'ESCALATED');
    case 'SELESAI':
      return to(candidates.recorderId, null, 'RESOLVED');
    case 'KPPN':
      return to(candidates.kppnId, 'PERBENDAHARAAN', 'WAITING');
    case 'KANWIL':
      return to(candidates.kanwilId, 'REVISI_DIPA', 'WAITING');
    case 'KPPN_KP':
      return to(candidates.kppnKpId, 'MPN_G2', 'WAITING');
    case 'KPPN_KPH':
      return to(candidates.kppnKphId, 'PINJAMAN_HIBAH', 'WAITING');
  }
}

/** Whether a ticket of this recorder type with this destination needs a KPPN. A Kanwil handles its own. */
export const needsKppn = (destination: Destination, recorder: UnitType): boolean =>
  destination === 'KPPN' || (destination === 'KANWIL' && recorder !== 'KANWIL');

/** The choices of Status Tiket for an asker type: a KPPN's question only goes to HAI. */
export function destinationsFor(askerType: AskerType): Destination[] {
  return askerType === 'KPPN' ? ['HAI'] : ['HAI', 'KPPN', 'KANWIL', 'KPPN_KP', 'KPPN_KPH', 'SELESAI'];
}

export interface UnitOnTicket {
  id: string;
  type: UnitType;
  parentId: string | null;
}

/**
 * Ids of the units that may see a ticket: its satker, its handler, its recorder, the partner KPPN, and the Kanwil of
 * each KPPN among these. HAI joins when the ticket is sent to it; Kantor Pusat sees all and is not listed.
 */
export function viewersOf(involved: (UnitOnTicket | null)[], opensAs: Status): string[] {
  const units = involved.filter((unit) => unit !== null);
  const regions = units.flatMap((unit) => (unit.type === 'KPPN' && unit.parentId ? [unit.parentId] : []));
  const hai = opensAs === 'ESCALATED' ? ['HAI'] : [];
  return [...new Set([...units.map((unit) => unit.id), ...regions, ...hai])];
}
