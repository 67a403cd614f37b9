// A table of 100,000 members in Chromium: Steward's, windowing by hand over the same cells, and AG Grid.
import { interleave } from '../lib/measure.js';
import { withPage } from '../lib/page.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';

const MEMBERS = 100_000;

const found = await withPage('tables', (page) => {
  const run = (name) => () => page.evaluate(([table, count]) => window.measure(table, count), [name, MEMBERS]);
  return interleave(SHORT ? 5 : 9, { ours: run('ours'), byHand: run('byHand'), agGrid: run('agGrid') });
});
for (const part of ['mount', 'scroll', 'sort', 'filter']) {
  const name = `table of 100,000 members: ${part === 'scroll' ? 'a step of scrolling' : part}`;
  report(
    row(name, 'ms', found[`ours.${part}`], { name: 'windowing by hand', value: found[`byHand.${part}`] }, atMost(1.5)),
  );
}
const ag = { name: 'AG Grid', value: found['agGrid.mount'] };
report(row('table of 100,000 members: mount', 'ms', found['ours.mount'], ag, atMost(0.1)));
report(
  row(
    'table of 100,000 members: longest frame of scrolling',
    'ms',
    found['ours.longest'],
    { name: 'AG Grid', value: found['agGrid.longest'] },
    atMost(50, 'ms'),
  ),
);
