import { CLOCK_OFFSET_VARIABLE } from '../src/shared/clock.ts';
import { clock } from './support/clock.ts';
import { goTo } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

/** Ten minutes into the month after this one, in UTC. */
function nextMonth(): number {
  const now = clock.date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 0, 10);
}

const monthName = (time: number, month: 'long' | 'short'): string =>
  new Intl.DateTimeFormat('en', { month, year: 'numeric', timeZone: 'UTC' }).format(time);

test('on the first of a month, Home and Costs say where the month stands and compare nothing with an empty day', async ({
  sampleFolder,
  launchApp,
}) => {
  const at = nextMonth();
  const ahead = clock.offset() + at - clock.now();
  const app = await launchApp({ dataDir: sampleFolder, env: { [CLOCK_OFFSET_VARIABLE]: String(Math.round(ahead)) } });
  const { page } = app;
  await expect(page.getByText('No full day to compare yet')).toBeVisible();
  await expect(page.getByText(`${monthName(at, 'long')} began today in UTC.`)).toBeVisible();
  await expect(page.getByText(/^Forecast from /)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Billing', exact: true })).toBeVisible();
  await expect(page.getByText(/^Finalizes on /).first()).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/[-−]100%/);

  await goTo(page, 'Costs');
  await expect(page.getByText(`Nothing was used in ${monthName(at, 'short')} yet.`)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText(/[-−]100%/);
  await page.getByRole('button', { name: `Show ${monthName(at, 'short')}` }).click();
  await expect(page).toHaveURL(/period=month/);
  await app.stop();
});
