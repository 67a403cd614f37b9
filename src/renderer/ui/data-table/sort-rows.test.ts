import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sheetOf } from './sheet.ts';
import { sortRows } from './sort-rows.ts';
import type { Column } from './types.ts';

interface Row {
  readonly name: string;
  readonly cost: number;
  readonly place: number;
}
const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, csv: [{ header: 'Name', value: ({ name }) => name }] },
  {
    id: 'cost',
    header: 'Cost',
    cell: ({ cost }) => cost,
    sortValue: ({ cost }) => cost,
    csv: [
      { header: 'Cost', value: ({ cost }) => cost },
      { header: 'Currency', value: () => 'USD' },
    ],
  },
  { id: 'bar', header: 'Bar', cell: () => null },
];
const rows = fc.array(fc.record({ name: fc.string(), cost: fc.integer({ min: 0, max: 5 }) }), { maxLength: 40 });
const placed = (given: readonly { name: string; cost: number }[]) => given.map((row, place) => ({ ...row, place }));

it('orders by the column, leaves equal rows as they came, and loses none', () => {
  fc.assert(
    fc.property(rows, fc.boolean(), (given, desc) => {
      const all = placed(given);
      const sorted = sortRows(all, columns, { id: 'cost', desc });
      expect(sorted.toSorted((one, other) => one.place - other.place)).toEqual(all);
      sorted.slice(1).forEach((row, index) => {
        const before = sorted[index] as Row;
        const step = desc ? before.cost - row.cost : row.cost - before.cost;
        expect(step > 0 || (step === 0 && before.place < row.place)).toBe(true);
      });
    }),
  );
});

it('leaves the rows as they are without a column that sorts', () => {
  const all = placed([{ name: 'b', cost: 2 }]);
  for (const sort of [null, { id: 'name', desc: true }, { id: 'other', desc: true }])
    expect(sortRows(all, columns, sort)).toBe(all);
});

it('becomes a sheet of the columns that have cells', () => {
  expect(sheetOf(columns, placed([{ name: 'b', cost: 2 }]))).toEqual([
    ['Name', 'Cost', 'Currency'],
    ['b', 2, 'USD'],
  ]);
});
