const number = (value) =>
  value === null || value === undefined ? '–' : value.toLocaleString('en', { maximumSignificantDigits: 4 });
const withSpread = (value, spread) => (spread ? `${number(value)} ±${number(spread)}` : number(value));

const COLUMNS = [
  ['work', (row) => row.name],
  ['metric', (row) => row.metric],
  ['Steward', (row) => withSpread(row.ours, row.ours_spread)],
  [
    'against',
    (row) =>
      row.problem ??
      (row.against === null ? '–' : `${row.against.name}: ${withSpread(row.against.value, row.against.spread)}`),
  ],
  ['ratio', (row) => (row.ratio === null ? '–' : `${number(row.ratio)}×`)],
  ['goal', (row) => row.goal],
  ['', (row) => (row.met ? 'met' : 'MISSED')],
];

/** The rows as a Markdown table, its columns aligned. */
export function table(rows) {
  const cells = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, text]) => text(row)))];
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) => `| ${line.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return lines.join('\n');
}
