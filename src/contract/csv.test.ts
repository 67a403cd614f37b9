import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { FORMULA } from './csv.ts';

const cellOf = (text: string): string => {
  const csv = Papa.unparse([[text]], { escapeFormulae: FORMULA, newline: '\r\n' });
  return Papa.parse<string[]>(csv, { newline: '\r\n' }).data[0]?.[0] ?? '';
};

it('lets no cell begin as a formula, whatever follows it', () => {
  const start = fc.constantFrom('=', '+', '-', '@', '\t', '\r');
  fc.assert(
    fc.property(start, fc.string({ unit: 'binary' }), (first, rest) => {
      const text = `${first}${rest}`;
      expect(cellOf(text)).toBe(/^-\d+(\.\d+)?$/.test(text) ? text : `'${text}`);
    }),
  );
  expect(cellOf('=HYPERLINK("http://x.example")\nmore')).toBe('\'=HYPERLINK("http://x.example")\nmore');
});

it('leaves texts and negative numbers as they are', () => {
  for (const text of ['Ada', '-12.5', '-3', '12', 'a=b', '']) expect(cellOf(text)).toBe(text);
});
