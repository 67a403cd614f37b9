import type { Row } from './attack.ts';

const HEAD = ['attack', 'tried', 'failed', 'held'] as const;

/** The rows as a table for people, with what failed and what was measured below each. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map(({ name, tried, failed, held }) => [name, String(tried), String(failed), held ? 'yes' : 'NO']);
  const widths = HEAD.map((title, column) => Math.max(title.length, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [HEAD, ...cells]
    .flatMap((row, index) => {
      const { first_failure, figures = {} } = rows[index - 1] ?? {};
      const measured = Object.entries(figures).map(([figure, value]) => `    ${figure}: ${value}`);
      return [line(row), ...measured, ...(first_failure === undefined ? [] : [`    first failure: ${first_failure}`])];
    })
    .join('\n');
}
