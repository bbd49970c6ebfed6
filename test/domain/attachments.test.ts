import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { areAttachments, fileName, fileSize, mostFiles } from '../../domain/attachments.ts';

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

test('a message may have ids of files, each once, at most as many as a form', () => {
  expect(areAttachments([])).toBe(true);
  expect(areAttachments(ids(mostFiles))).toBe(true);
  expect(areAttachments(ids(mostFiles + 1))).toBe(false);
  const [id] = ids(1);
  for (const given of [[id, id], ['1'], [id, 1], [{ length: 36 }], id, null, undefined, { 0: id, length: 1 }])
    expect(areAttachments(given)).toBe(false);
});

describe('the name of a file', () => {
  test.each([
    ['SPM Maret.pdf', 'PDF', 'SPM Maret.pdf'],
    ['SPM.PDF', 'PDF', 'SPM.pdf'],
    ['SPM.pdf', 'ZIP', 'SPM.pdf.zip'],
    ['rekap', 'XLSX', 'rekap.xlsx'],
    ['../../etc/passwd', 'PDF', '.._.._etc_passwd.pdf'],
    ['a"b<c>|d?.pdf', 'PDF', 'a_b_c__d_.pdf'],
    ['satu\r\ndua\u202efdp.pdf', 'PDF', 'satuduafdp.pdf'],
    ['', 'PDF', 'lampiran.pdf'],
    ['...', 'XLS', 'lampiran.xls'],
    ['\u200b.pdf', 'PDF', 'lampiran.pdf'],
  ] as const)('%j of a %s is %j', (typed, kind, name) => {
    expect(fileName(typed, kind)).toBe(name);
  });

  it('has at most 150 characters before its extension, and cuts none in half', () => {
    expect(fileName('😀'.repeat(200), 'PDF')).toBe(`${'😀'.repeat(150)}.pdf`);
  });
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KB'],
  [1024 * 1024 - 1024, '1.023 KB'],
  [1024 * 1024, '1 MB'],
  [1.25 * 1024 * 1024, '1,3 MB'],
  [9.96 * 1024 * 1024, '10 MB'],
  [10.4 * 1024 * 1024, '10 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(fileSize(Math.round(bytes))).toBe(text);
});
