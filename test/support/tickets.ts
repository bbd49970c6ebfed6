/** Invented tickets for tests that need no database. */
import type { Author, Deadline, TicketInput } from '../../domain/ticket.ts';

export const officer: Author = {
  name: 'CSO 1 Pekanbaru',
  unitId: 'KPPN-008',
  accountId: '11111111-1111-4111-8111-111111111111',
  officerId: '22222222-2222-4222-8222-222222222222',
};

export const colleague: Author = {
  ...officer,
  name: 'SSO 1 Pekanbaru',
  officerId: '33333333-3333-4333-8333-333333333333',
};

export const satkerAuthor: Author = {
  name: 'Rina Wulandari',
  unitId: 'SATKER-527010',
  accountId: '44444444-4444-4444-8444-444444444444',
  officerId: null,
};

/** Opened on Monday 2 March 2026 09.00 WIB; due on Monday 9 March 17.00, warned of on Friday 6 March 08.00. */
export const inputOf = (over: Partial<TicketInput> = {}): TicketInput => ({
  reference: 'HAI-302090000',
  openedAt: '2026-03-02T02:00:00.000Z',
  year: 2026,
  requestKey: 'recording',
  subject: 'SP2D belum terbit',
  question: 'Mohon bantuannya, SPM sudah kami ajukan.',
  service: 'PERBENDAHARAAN',
  method: 'OMSPAN_SATKER',
  asker: {
    customerId: 1,
    type: 'SATKER',
    name: 'Rina Wulandari',
    email: 'penanya@satker-527010.example.id',
    agency: 'SATKER 527010',
  },
  satkerId: 'SATKER-527010',
  partnerKppnId: 'KPPN-008',
  handlingUnit: {
    id: 'KPPN-008',
    type: 'KPPN',
    name: 'KPPN Pekanbaru',
    zone: 'Asia/Jakarta',
    province: 'Riau',
  },
  viewerIds: ['SATKER-527010', 'KPPN-008', 'KANWIL-04'],
  recorder: satkerAuthor,
  officerName: null,
  opensAs: 'WAITING',
  answer: null,
  resume: null,
  ...over,
});

export const deadline: Deadline = {
  warnAt: '2026-03-06T01:00:00.000Z',
  dueAt: '2026-03-09T10:00:00.000Z',
  dueDay: '2026-03-09',
  dueText: '9 Maret 2026 17.00 WIB',
};
