import { expect, test } from 'vitest';
import { referenceFrom, referenceIn, referenceStem } from '../../domain/reference.ts';

test('a reference shows month, day and time of the recording in the recorder’s zone', () => {
  expect(referenceStem(new Date('2017-05-31T16:04:06+07:00'), 'Asia/Jakarta')).toBe('HAI-531160406');
  expect(referenceStem(new Date('2017-05-31T16:04:06+07:00'), 'Asia/Jayapura')).toBe('HAI-531180406');
  expect(referenceStem(new Date('2026-01-02T00:00:09+07:00'), 'Asia/Jakarta')).toBe('HAI-102000009');
  expect(referenceStem(new Date('2026-12-31T23:59:59+07:00'), 'Asia/Jakarta')).toBe('HAI-1231235959');
  expect(referenceStem(new Date('2026-12-31T23:59:59+07:00'), 'Asia/Jayapura')).toBe('HAI-101015959');
});

test('a reference that is in use gets a number', () => {
  expect([1, 2, 3, 11].map((taken) => referenceFrom('HAI-531160406', taken))).toEqual([
    'HAI-531160406',
    'HAI-531160406-2',
    'HAI-531160406-3',
    'HAI-531160406-11',
  ]);
  expect(() => referenceFrom('HAI-531160406', 0)).toThrow(RangeError);
});

test.each([
  'HAI-531160406',
  'hai 531160406',
  'hai531160406',
  'Hai:  531160406',
  'HAI–531160406',
  'HAI — 531160406',
  'HAI\u2011531160406',
  'HAI\u2212531160406',
  'HAI\u001e531160406',
  'HAI\u00a0531160406',
  'HAI-\u200b531160406\ufeff',
  'ＨＡＩ－５３１１６０４０６',
  '(HAI-531160406)',
  '"HAI-531160406",',
  'Tiket HAI-531160406',
  'No. Ref: HAI-531160406',
  'No. Referensi Tiket: HAI-531160406.',
  'Re: [HAI-531160406] Jawaban atas pertanyaan 2026',
  'Fwd: RE: HAI_531160406',
  'HAI-531160406 dan sekali lagi hai 531160406',
  'http://localhost:3000/tiket/HAI-531160406?dari=surel',
  'hai 531 160 406',
  'HAI 5-31-16-04-06',
  'HAI-0531160406',
  '531160406',
  ' no. ref 531160406 ',
  'tiket nomor: 531160406',
])('the one reference in %j', (text) => {
  expect(referenceIn(text)).toBe('HAI-531160406');
});

test.each([
  ['No. Ref: HAI\u2011531160406-2', 'HAI-531160406-2'],
  ['hai 531160406–12', 'HAI-531160406-12'],
  ['RE: [hai-1231235959-3]', 'HAI-1231235959-3'],
  ['531160406-2', 'HAI-531160406-2'],
  ['HAI-531160406 - 2 lampiran', 'HAI-531160406'],
])('of %j is %s', (text, reference) => {
  expect(referenceIn(text)).toBe(reference);
});

test.each([
  '',
  'HAI-',
  'HAI-5311604',
  'HAI-53116040612',
  'SHAI-531160406',
  'HAI-531160406 atau HAI-531160407',
  'surat 531160406 tanggal 3',
  'Rp7.250.000.000',
  '085312345678',
  `HAI${' '.repeat(400)}531160406`,
])('there is none in %j', (text) => {
  expect(referenceIn(text)).toBeNull();
});
