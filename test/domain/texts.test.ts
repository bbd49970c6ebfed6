import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../domain/texts.ts';

describe('pasted text', () => {
  it('keeps the columns of cells and the indents of other lines', () => {
    const text = 'Daftar SPM:\n  terlampir\nNomor\tNilai\tSatker\n00123\t7.250.000\t527010\nTerima kasih';
    expect(blocksOf(text)).toEqual([
      { columns: false, text: 'Daftar SPM:\n  terlampir' },
      { columns: true, text: 'Nomor  Nilai      Satker\n00123  7.250.000  527010' },
      { columns: false, text: 'Terima kasih' },
    ]);
  });

  it('loses no line and no visible character, and grows only with its length', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '\t', '\n', ' ', '7'), maxLength: 300 });
    fc.assert(
      fc.property(cell, (text) => {
        const blocks = blocksOf(text);
        const joined = blocks.map((block) => block.text).join('\n');
        expect(joined.split('\n').length).toBe(text.split('\n').length);
        expect(joined.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        expect(joined.length).toBeLessThanOrEqual(43 * (text.length + 1));
      }),
    );
  });
});
