import { parse } from 'node-html-parser';
import { describe, expect, it, test } from 'vitest';
import { renderLetter } from '../../mail/letter.ts';
import { messageOf } from '../../mail/message.ts';
import type { Post } from '../../mail/message.ts';
import { digestLetter, letterToAsker, letterToOffice } from '../../mail/ticket-letter.ts';
import type { Told } from '../../mail/ticket-letter.ts';
import { noticeKinds } from '../../domain/notices.ts';
import { keptMail } from '../support/outgoing.ts';

const told: Told = {
  reference: 'HAI-531160406',
  kind: 'ANSWERED',
  author: 'CSO 1 Pekanbaru',
  body: 'SP2D sudah terbit.\nSilakan diperiksa.',
  subject: 'SP2D belum terbit',
  question: 'Mohon bantuannya.',
  askerName: 'Rina Wulandari',
  askerAgency: 'SATKER 527010',
  dueAt: new Date('2026-06-08T10:00:00.000Z'),
  unitName: 'KPPN PEKANBARU',
  zone: 'Asia/Jakarta',
};
const publicUrl = 'https://cso.example.id';
const hostile = '"><img src=x onerror=alert(1)>\r\nBcc: lain@example.id\r\n\r\n<script>alert(1)</script>';
const hostileTold: Told = {
  ...told,
  author: hostile,
  body: hostile,
  subject: hostile,
  question: hostile,
  askerName: hostile,
  askerAgency: hostile,
};

/** The headers of a message, unfolded, by their lower-case name. */
async function headersOf(post: Partial<Post>): Promise<Map<string, string>> {
  const whole: Post = {
    id: 'HAI-531160406.2.penanya',
    address: 'penanya@satker-527010.example.id',
    ...renderLetter(letterToAsker(told, 'ANSWERED', publicUrl)),
    reference: 'HAI-531160406',
    createdAt: new Date('2026-05-31T09:04:06.000Z'),
    ...post,
  };
  const { raw } = await messageOf(whole, keptMail.sender);
  const [head = ''] = raw.toString('utf8').split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
  );
}

describe('the headers', () => {
  it('group the mails of a ticket', async () => {
    const [first, second] = [await headersOf({}), await headersOf({ id: 'HAI-531160406.3.penanya' })];
    expect(first.get('message-id')).toBe('<HAI-531160406.2.penanya@cso.example.id>');
    expect(second.get('message-id')).not.toBe(first.get('message-id'));
    for (const headers of [first, second]) {
      expect(headers.get('references')).toBe('<HAI-531160406@cso.example.id>');
      expect(headers.get('in-reply-to')).toBe('<HAI-531160406@cso.example.id>');
      expect(headers.get('subject')).toBe('[HAI-531160406] SP2D belum terbit');
      expect(headers.get('auto-submitted')).toBe('auto-generated');
    }
  });

  it('of a digest belong to no ticket', async () => {
    const headers = await headersOf({ reference: null });
    expect([headers.get('references'), headers.get('in-reply-to')]).toEqual([undefined, undefined]);
  });

  it('cannot be injected by typed text', async () => {
    const plain = [...(await headersOf({})).keys()].toSorted();
    const { subject } = renderLetter(letterToAsker(hostileTold, 'ANSWERED', publicUrl));
    expect(subject).not.toMatch(/[\r\n]/);
    for (const post of [
      { subject },
      { subject: hostile },
      { address: 'a@example.id\r\nBcc: lain@example.id' },
    ]) {
      const headers = await headersOf(post);
      expect([...headers.keys()].toSorted()).toEqual(plain);
      expect(headers.get('bcc')).toBeUndefined();
    }
  });
});

describe('the letters', () => {
  it("bring the asker the answer, the question and the ticket's address", () => {
    const { text } = renderLetter(letterToAsker(told, 'ANSWERED', publicUrl));
    expect(text).toContain('Yth. Rina Wulandari,');
    expect(text).toContain('Jawaban CSO 1 Pekanbaru:\n  SP2D sudah terbit.\n  Silakan diperiksa.');
    expect(text).toContain('Pertanyaan Anda:\n  Mohon bantuannya.');
    expect(text).toContain('https://cso.example.id/tiket/HAI-531160406');
  });

  it('show an office only the link', () => {
    const { text, html } = renderLetter(letterToOffice(told, 'HAI_REPLIED', publicUrl));
    for (const body of [text, html]) {
      expect(body).not.toContain('SP2D sudah terbit');
      expect(body).not.toContain('Mohon bantuannya');
      expect(body).not.toContain('Rina');
      expect(body).toContain('https://cso.example.id/tiket/HAI-531160406');
    }
    expect(text).toContain('Batas waktu: 8 Juni 2026 17.00 WIB');
  });

  it('are ordinary for one breach and a digest for several', () => {
    expect(digestLetter([told], publicUrl).subject).toBe('[HAI-531160406] SP2D belum terbit');
    const other = { ...told, reference: 'HAI-531160407', subject: 'Yang lain' };
    const { subject, text } = renderLetter(digestLetter([told, other], publicUrl));
    expect(subject).toBe('2 tiket KPPN PEKANBARU lewat batas waktu');
    expect(text).toContain(
      'HAI-531160407: Yang lain\nSATKER 527010 · batas waktu 8 Juni 2026 17.00 WIB\nhttps',
    );
  });

  test.each(noticeKinds)('escape typed text: %s', (kind) => {
    for (const letter of [
      letterToAsker(hostileTold, kind, publicUrl),
      letterToOffice(hostileTold, kind, publicUrl),
      digestLetter([hostileTold, hostileTold], publicUrl),
    ]) {
      const page = parse(renderLetter(letter).html);
      expect(page.querySelectorAll('script, img, svg')).toEqual([]);
      const links = page.querySelectorAll('a').map((link) => link.getAttribute('href') ?? '');
      expect(links.every((href) => href.startsWith('https://cso.example.id/'))).toBe(true);
    }
  });
});
