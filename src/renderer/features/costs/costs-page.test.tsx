import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { clock } from '../../lib/clock.ts';
import type { Scenario } from '../../testing/fake-bridge.ts';
import { renderApp } from '../../testing/render.tsx';
import { dayOf, monthText, namedPeriod, periodText } from './period.ts';

afterEach(cleanup);

const COSTS = '/o/radiology-ag/costs?from=2026-11-01&to=2026-11-30&by=app';

async function open(at: string, scenario: Scenario = {}) {
  const { bridge } = await renderApp(at, scenario);
  const sent = (route: string) =>
    bridge.calls
      .filter(({ method, input }) => method === 'api.call' && input.route === route && input.from !== 'cache')
      .map(({ input }) => (input.input as { query: Record<string, unknown> }).query);
  return { bridge, sent };
}

const lastMonth = namedPeriod('last_month', clock.now());
const thisMonth = monthText(dayOf(clock.now()).slice(0, 7));
const usedMonth = monthText(lastMonth.to.slice(0, 7));

describe('CostsPage', () => {
  it('shows the exact total and every group', async () => {
    await open(COSTS);
    expect((await screen.findAllByTitle('$6.75')).length).toBeGreaterThan(0);
    const grid = await screen.findByRole('grid', { name: 'Costs by app' });
    expect(await within(grid).findByRole('row', { name: /Chest X-ray/ })).toBeTruthy();
    expect(within(grid).getByTitle('$4.75')).toBeTruthy();
  });

  it('asks for what the address says, with all of its filters', async () => {
    const { sent } = await open(`${COSTS}&app=bone-age&member=ada&category=prediction`);
    await screen.findAllByTitle('$2.00');
    const asked = {
      from: '2026-11-01',
      to: '2026-11-30',
      app_id: 'bone-age',
      member_id: 'ada',
      category: 'prediction',
    };
    for (const query of sent('costs.list')) expect(query).toMatchObject(asked);
  });

  it('opens the events behind a row, and no others', async () => {
    const { sent } = await open(COSTS);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const grid = await screen.findByRole('grid', { name: 'Costs by app' });
    await user.click(await within(grid).findByText('Chest X-ray'));
    const list = await screen.findByRole('list', { name: 'Metered events' });
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(2));
    expect(sent('costs.events').at(-1)).toMatchObject({ app_id: 'chest-xray', from: '2026-11-01', to: '2026-11-30' });
  });

  it('turns the chart into its table with a key, whose rows add up', async () => {
    await open(COSTS);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await screen.findByRole('grid', { name: 'Costs by app' });
    await user.keyboard('t');
    const table = await screen.findByRole('grid', { name: 'Costs by date' });
    const second = await within(table).findByRole('row', { name: /\b(2 Nov|Nov 2)\b/ });
    expect(within(second).getByTitle('$3.25')).toBeTruthy();
  });

  it('saves exactly the table on screen, in its order', async () => {
    const { bridge } = await open(COSTS);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const grid = await screen.findByRole('grid', { name: 'Costs by app' });
    await user.click(within(grid).getByRole('button', { name: 'Cost' }));
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save as CSV' }).ariaDisabled).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }));
    const { input } = bridge.calls.findLast(({ method }) => method === 'files.save_text') ?? {};
    expect(input).toEqual({
      suggested_name: 'radiology-ag-costs-by-app-2026-11-01-2026-11-30.csv',
      text: [
        'App,Cost (USD),Share (%),Previous period (USD),Change (USD),Change (%),Events',
        'Bone age,2,29.6,1,1,100,1',
        'Chest X-ray,4.75,70.4,1,3.75,375,2',
        '',
      ].join('\r\n'),
    });
  });

  it('reads the marks of the chart with the arrow keys, and opens what is behind one', async () => {
    const { sent } = await open(COSTS);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const chart = await screen.findByRole('group', { name: 'Costs by app' });
    chart.focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    const said = within(chart).getByRole('status');
    expect(said.textContent).toMatch(/: \$3\.25$/);
    await user.keyboard('{ArrowDown}');
    expect(said.textContent).toMatch(/, Chest X-ray: \$1\.25 of \$3\.25$/);
    await user.keyboard('{Enter}');
    await screen.findByRole('list', { name: 'Metered events' });
    expect(sent('costs.events').at(-1)).toMatchObject({ app_id: 'chest-xray', from: '2026-11-02', to: '2026-11-02' });
  });

  it('shows what somebody used beside the list of members', async () => {
    await open(`${COSTS}&tab=members`);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const grid = await screen.findByRole('grid', { name: 'Member activity' });
    await user.click(await within(grid).findByTitle('Ada Byron · ada'));
    const panel = await screen.findByRole('complementary', { name: 'Ada Byron' });
    expect(await within(panel).findByRole('table', { name: 'By app' })).toBeTruthy();
    expect(within(panel).getByRole('row', { name: /Chest X-ray.*\$4\.75/ })).toBeTruthy();
  });

  it('draws the days that the period is compared with', async () => {
    const { sent } = await open(`${COSTS}&compare=true`);
    expect(await screen.findByText('Previous period', { selector: 'li' })).toBeTruthy();
    expect(sent('costs.list')).toContainEqual({
      from: '2026-10-01',
      to: '2026-10-31',
      group_by: 'day',
      per_page: 1000,
    });
  });

  it('compares what was used, and a level as a level', async () => {
    await open(`${COSTS}&tab=usage`);
    const list = await screen.findByRole('list', { name: 'Categories of usage' });
    expect(await within(list).findByText('+25% vs. Oct')).toBeTruthy();
    // A table whose columns were new on each render would never come to rest.
    expect(await screen.findByRole('grid', { name: 'Predictions by app' })).toBeTruthy();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save as CSV' }).ariaDisabled).toBeNull());
    expect(
      within(list).getByRole('button', { name: /^Storage50 inputslatest count\+25% vs\. (31 Oct|Oct 31)$/ }),
    ).toBeTruthy();
  });

  it('opens on the last month with usage while the current one has none, and says so', async () => {
    const { sent } = await open('/o/radiology-ag/costs?by=app', { lastUsedOn: lastMonth.to });
    expect(await screen.findByText(`Nothing was used in ${thisMonth} yet. This is ${usedMonth}.`)).toBeTruthy();
    expect((await screen.findAllByTitle('$6.75')).length).toBeGreaterThan(0);
    expect(sent('costs.list').at(-1)).toMatchObject(lastMonth);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.click(screen.getByRole('button', { name: `Show ${thisMonth}` }));
    expect(await screen.findByText('Nothing was used in this period')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: `Show ${usedMonth}` }));
    expect((await screen.findAllByTitle('$6.75')).length).toBeGreaterThan(0);
  });

  it('stays with the period that the address names', async () => {
    await open('/o/radiology-ag/costs?by=app&period=month', { lastUsedOn: lastMonth.to });
    expect(await screen.findByText('Nothing was used in this period')).toBeTruthy();
    expect(screen.queryByText(/This is/)).toBeNull();
  });

  it('takes a day that has not begun in UTC, and says when it does', async () => {
    const tomorrow = dayOf(clock.now() + 86_400_000);
    await open(`/o/radiology-ag/costs?from=${tomorrow}&to=${tomorrow}`, { lastUsedOn: lastMonth.to });
    expect(await screen.findByText('This period has not started yet')).toBeTruthy();
    expect(screen.getByText(/^Usage is counted in UTC days: .+ starts at \d\d:\d\d your time on .+\.$/)).toBeTruthy();
  });

  it('shows without a connection the latest days that were kept, where today was never asked for', async () => {
    const now = clock.now();
    const kept = dayOf(now - 3 * 86_400_000);
    await open('/o/radiology-ag/costs?by=app&period=week', {
      offline: true,
      notKept: (route, { to }) => route === 'costs.list' && String(to) > kept,
    });
    const period = periodText(namedPeriod('week', Date.parse(`${kept}T12:00:00Z`)));
    const chip = await screen.findByRole('button', { name: `Last 7 days ${period}. Change the period` });
    expect(chip).toBeTruthy();
    expect((await screen.findAllByTitle('$6.75')).length).toBeGreaterThan(0);
  });
});
