import type { CostChange } from '../../contract/api/costs.ts';

/** What one member, app or model cost in two periods. */
export interface Compared {
  readonly id: string | null;
  readonly name: string;
  readonly before: bigint;
  readonly after: bigint;
}

const LISTED = 10;
const size = (value: bigint): bigint => (value < 0n ? -value : value);

const present = ({ id, name, before, after }: Compared): CostChange => ({
  id,
  name,
  before_micros: String(before),
  after_micros: String(after),
  difference_micros: String(after - before),
});

/** The largest differences first, and one line for the rest: together they are the whole difference exactly. */
export function explainChange(rows: readonly Compared[], rest: (count: number) => string): CostChange[] {
  const changed = rows.filter(({ before, after }) => before !== after);
  const sorted = [...changed].sort((a, b) => {
    const difference = size(b.after - b.before) - size(a.after - a.before);
    return difference === 0n ? (a.name < b.name ? -1 : 1) : difference > 0n ? 1 : -1;
  });
  // A rest of one is listed: its line is no longer than the one that would hide it.
  const listed = sorted.length <= LISTED + 1 ? sorted : sorted.slice(0, LISTED);
  const others = sorted.slice(listed.length);
  if (others.length === 0) return listed.map(present);
  const sum = (pick: (row: Compared) => bigint): bigint => others.reduce((total, row) => total + pick(row), 0n);
  const last = {
    id: null,
    name: rest(others.length),
    before: sum((row) => row.before),
    after: sum((row) => row.after),
  };
  return [...listed, last].map(present);
}
