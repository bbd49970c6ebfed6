import { describe, expect, it, test } from 'vitest';
import {
  destinationsFor,
  needsKppn,
  routeByDestination,
  routeByService,
  viewersOf,
} from '../../domain/routing.ts';
import type { Candidates, UnitOnTicket } from '../../domain/routing.ts';
import { askerTypes, destinations, services } from '../../domain/values.ts';

const candidates: Candidates = {
  recorderId: 'SATKER-527010',
  kppnId: 'KPPN-008',
  kanwilId: 'KANWIL-04',
  kppnKpId: 'KPPN-183',
  kppnKphId: 'KPPN-140',
};
const noCandidates: Candidates = {
  recorderId: 'KPPN-183',
  kppnId: null,
  kanwilId: null,
  kppnKpId: null,
  kppnKphId: null,
};

describe("a Satker's Tujuan", () => {
  test.each([
    ['PERBENDAHARAAN', 'KPPN-008'],
    ['REVISI_DIPA', 'KANWIL-04'],
    ['MPN_G2', 'KPPN-183'],
    ['PINJAMAN_HIBAH', 'KPPN-140'],
  ] as const)('%s goes to %s', (service, handlingUnitId) => {
    expect(routeByService(service, candidates)).toEqual({ handlingUnitId, service, opensAs: 'WAITING' });
  });

  test.each(services)('%s has no route without its unit', (service) => {
    expect(routeByService(service, noCandidates)).toBeNull();
  });
});

describe("a Kuasa BUN's Status Tiket", () => {
  test.each([
    ['HAI', 'SATKER-527010', null, 'ESCALATED'],
    ['SELESAI', 'SATKER-527010', null, 'RESOLVED'],
    ['KPPN', 'KPPN-008', 'PERBENDAHARAAN', 'WAITING'],
    ['KANWIL', 'KANWIL-04', 'REVISI_DIPA', 'WAITING'],
    ['KPPN_KP', 'KPPN-183', 'MPN_G2', 'WAITING'],
    ['KPPN_KPH', 'KPPN-140', 'PINJAMAN_HIBAH', 'WAITING'],
  ] as const)('%s goes to %s', (destination, handlingUnitId, service, opensAs) => {
    expect(routeByDestination(destination, candidates)).toEqual({ handlingUnitId, service, opensAs });
  });

  test.each(destinations)('%s has no route without any unit', (destination) => {
    const handledByRecorder = destination === 'HAI' || destination === 'SELESAI';
    expect(routeByDestination(destination, noCandidates)?.handlingUnitId).toBe(
      handledByRecorder ? 'KPPN-183' : undefined,
    );
  });

  it("offers only HAI for a KPPN's question", () => {
    expect(destinationsFor('KPPN')).toEqual(['HAI']);
  });

  test.each(askerTypes.filter((type) => type !== 'KPPN'))('offers all six for %s', (type) => {
    expect(destinationsFor(type).toSorted()).toEqual(destinations.toSorted());
  });
});

describe('who may see a ticket', () => {
  const satker: UnitOnTicket = { id: 'SATKER-527010', type: 'SATKER', parentId: 'KPPN-008' };
  const kppn: UnitOnTicket = { id: 'KPPN-008', type: 'KPPN', parentId: 'KANWIL-04' };
  const kanwil: UnitOnTicket = { id: 'KANWIL-04', type: 'KANWIL', parentId: null };
  const kp: UnitOnTicket = { id: 'KPPN-183', type: 'KPPN_KP', parentId: null };
  const kph: UnitOnTicket = { id: 'KPPN-140', type: 'KPPN_KPH', parentId: null };

  test.each<[string, (UnitOnTicket | null)[], string[]]>([
    [
      'its satker, its KPPN and its Kanwil',
      [satker, kppn, satker, kppn],
      ['SATKER-527010', 'KPPN-008', 'KANWIL-04'],
    ],
    [
      'KPPN KP as handler, and the partner KPPN of the satker with its Kanwil',
      [satker, kp, satker, kppn],
      ['SATKER-527010', 'KPPN-183', 'KPPN-008', 'KANWIL-04'],
    ],
    ['a Kanwil that handles it', [kppn, kanwil, null, null], ['KPPN-008', 'KANWIL-04']],
    ['no Kanwil for what only KPPN KP recorded', [kp, kp, null, null], ['KPPN-183']],
    [
      "no Kanwil for KPPN KPH, even were it somebody's child",
      [{ ...kph, parentId: 'KANWIL-04' }, kp, null, null],
      ['KPPN-140', 'KPPN-183'],
    ],
  ])('%s', (_name, involved, viewers) => {
    expect(viewersOf(involved, 'WAITING').toSorted()).toEqual(viewers.toSorted());
    expect(viewersOf(involved, 'RESOLVED').toSorted()).toEqual(viewers.toSorted());
  });

  it('adds HAI from the escalation', () => {
    expect(viewersOf([kppn, kppn, null, null], 'ESCALATED')).toEqual(['KPPN-008', 'KANWIL-04', 'HAI']);
  });
});

test.each([
  ['KPPN', 'KPPN_KP', true],
  ['KPPN', 'KANWIL', true],
  ['KANWIL', 'KPPN_KP', true],
  ['KANWIL', 'KANWIL', false],
  ['KPPN_KPH', 'KANWIL', false],
  ['SELESAI', 'KPPN_KP', false],
] as const)('a KPPN must be known to send to %s as a %s: %s', (destination, recorder, expected) => {
  expect(needsKppn(destination, recorder)).toBe(expected);
});
