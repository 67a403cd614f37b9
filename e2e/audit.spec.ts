import { figure, goTo } from './support/journey.ts';
import { expect, test } from './support/sample.ts';

test('the audit log says that it is intact, and the outcome filters it by its address', async ({ sampleApp }) => {
  const { page } = sampleApp;
  await expect(figure(page, 'Members')).toHaveText('1,200');
  await goTo(page, 'Audit log');
  const rows = page.getByRole('grid', { name: 'Audit log' }).locator('[role=row][data-index]');
  await expect(rows.first()).toContainText('Done');
  await expect(page.getByRole('button', { name: /^Intact/ })).toBeVisible();
  await page.getByRole('button', { name: 'Filter by outcome' }).click();
  await page.getByRole('menuitem', { name: 'Done', exact: true }).click();
  await expect(page).toHaveURL(/outcome=done/);
  await expect(rows.first()).toContainText('Done');
  await page.getByRole('button', { name: /^Remove the filter Outcome/ }).click();
  await expect(page).not.toHaveURL(/outcome=/);
});
