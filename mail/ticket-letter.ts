/** What a mail says about one event of a ticket, to the asker and to an office (specification.md 5 and 6). */
import { formatInstant } from '../domain/dates.ts';
import type { NoticeKind } from '../domain/notices.ts';
import type { EventKind } from '../domain/values.ts';
import type { Letter } from './letter.ts';

/** An event with the parts of its ticket that a letter shows; the deadline is in the handling unit's zone. */
export interface Told {
  reference: string;
  kind: EventKind;
  author: string;
  body: string;
  subject: string;
  question: string;
  askerName: string;
  askerAgency: string;
  dueAt: Date;
  /** The handling unit's. */
  unitName: string;
  zone: string;
}

const automatic = [
  'Dashboard CSO Online · HAI-DJPBN',
  'E-mail ini dikirim otomatis. Mohon tidak membalasnya.',
];

export const linkTo = (publicUrl: string, reference: string): string =>
  `${publicUrl}/tiket/${encodeURIComponent(reference)}`;

/** `[HAI-531160406] SP2D belum terbit`: equal for all mails of a ticket, so that mail programs group them. */
const subjectOf = (reference: string, subject: string): string => `[${reference}] ${subject}`;

/** To the person who asked, in the handling unit's zone. */
export function letterToAsker(told: Told, kind: NoticeKind, publicUrl: string): Letter {
  const { reference, author, body } = told;
  const { heading, paragraph, quotes } = toAsker(told, kind);
  const question = { title: 'Pertanyaan Anda', text: told.question };
  return {
    subject: subjectOf(reference, told.subject),
    heading,
    paragraphs: [`Yth. ${told.askerName},`, paragraph],
    quotes: [...quotes.map((title) => ({ title: `${title} ${author}`, text: body })), question],
    facts: [
      { label: 'No. Referensi Tiket', value: reference },
      { label: 'Subjek', value: told.subject },
      { label: 'Ditangani oleh', value: told.unitName },
    ],
    tickets: [],
    link: { href: linkTo(publicUrl, reference), label: 'Buka tiket' },
    footer: automatic,
  };
}

function toAsker(told: Told, kind: NoticeKind) {
  const { reference, author, unitName: unit } = told;
  switch (kind) {
    case 'ANSWERED':
      return {
        heading: 'Pertanyaan Anda telah dijawab',
        paragraph: `Pertanyaan Anda telah dijawab oleh ${author}, ${unit}. Tiket ${reference} selesai.`,
        quotes: ['Jawaban'],
      };
    case 'HAI_REPLIED':
      return {
        heading: 'HAI-DJPBN membalas pertanyaan Anda',
        paragraph: `HAI-DJPBN telah membalas tiket ${reference}.`,
        quotes: ['Balasan'],
      };
    case 'COMPLETED':
      return {
        heading: 'Tiket Anda telah selesai',
        paragraph:
          told.kind === 'AUTO_COMPLETED'
            ? `Tiket ${reference} diselesaikan secara otomatis setelah balasan HAI-DJPBN.`
            : `Tiket ${reference} telah diselesaikan oleh ${author}, ${unit}.`,
        quotes: [],
      };
    case 'RECORDED':
    // Askers never get these.
    case 'NEW':
    case 'ESCALATED':
    case 'SLA_WARNED':
    case 'SLA_BREACHED':
      return {
        heading: 'Pertanyaan Anda telah kami catat',
        paragraph: `Pertanyaan Anda tercatat dengan nomor ${reference} dan paling lambat diselesaikan ${dueText(told)}.`,
        quotes: [],
      };
  }
}

const toOffice: Record<NoticeKind, [heading: string, paragraph: string]> = {
  RECORDED: ['Pertanyaan direkam', 'Pertanyaan atas nama satker Anda telah direkam.'],
  NEW: ['Tiket baru menunggu jawaban', 'Sebuah tiket baru menunggu konfirmasi/respon unit Anda.'],
  ANSWERED: ['Pertanyaan dijawab', 'Pertanyaan satker Anda telah dijawab.'],
  ESCALATED: ['Tiket dieskalasi ke HAI-DJPBN', 'Sebuah tiket dikirim ke HAI-DJPBN dan menunggu balasan.'],
  HAI_REPLIED: ['HAI-DJPBN membalas', 'HAI-DJPBN telah membalas tiket ini.'],
  COMPLETED: ['Tiket selesai', 'Tiket satker Anda telah diselesaikan.'],
  SLA_WARNED: ['Tiket segera jatuh tempo', 'Batas waktu penyelesaian tiket ini segera tiba.'],
  SLA_BREACHED: ['Tiket lewat batas waktu', 'Tiket ini belum selesai dan batas waktunya telah lewat.'],
};

/** To an account of an office, without people's texts: those are behind the link, for those who may see them. */
export function letterToOffice(told: Told, kind: NoticeKind, publicUrl: string): Letter {
  const { reference, subject } = told;
  const [heading, paragraph] = toOffice[kind];
  return {
    subject: subjectOf(reference, subject),
    heading,
    paragraphs: [paragraph],
    quotes: [],
    facts: [
      { label: 'No. Referensi Tiket', value: reference },
      { label: 'Subjek', value: subject },
      { label: 'Instansi penanya', value: told.askerAgency },
      { label: 'Unit penanggung jawab', value: told.unitName },
      { label: 'Batas waktu', value: dueText(told) },
    ],
    tickets: [],
    link: { href: linkTo(publicUrl, reference), label: 'Buka tiket' },
    footer: officeFooter(publicUrl),
  };
}

/** Breaches of one unit within a quarter of an hour. A single one reads like any other mail. */
export function digestLetter(breaches: Told[], publicUrl: string): Letter {
  const [first] = breaches;
  if (!first) throw new Error('an empty digest');
  if (breaches.length === 1) return letterToOffice(first, 'SLA_BREACHED', publicUrl);
  const unit = first.unitName;
  const heading = `${breaches.length} tiket ${unit} lewat batas waktu`;
  return {
    subject: heading,
    heading,
    paragraphs: ['Tiket-tiket ini belum selesai dan batas waktunya telah lewat.'],
    quotes: [],
    facts: [{ label: 'Unit penanggung jawab', value: unit }],
    tickets: breaches.map((told) => ({
      reference: told.reference,
      subject: told.subject,
      note: `${told.askerAgency} · batas waktu ${dueText(told)}`,
      href: linkTo(publicUrl, told.reference),
    })),
    link: { href: `${publicUrl}/pemberitahuan`, label: 'Buka pemberitahuan' },
    footer: officeFooter(publicUrl),
  };
}

const officeFooter = (publicUrl: string): string[] => [
  ...automatic,
  `Atur surat yang Anda terima: ${publicUrl}/pengaturan-notifikasi`,
];

const dueText = ({ dueAt, zone }: Told): string => formatInstant(dueAt, zone);
