import { goTo } from './support/journey.ts';
import { expect, test } from './support/sample.ts';
import { savedFile } from './support/saved-file.ts';

test('from what a month cost to the invoice that says so', async ({ sampleApp }) => {
  const { page } = sampleApp;

  await test.step('costs: the total, the groups and the events behind one', async () => {
    await goTo(page, 'Costs');
    await expect(page.getByText('Against the period before')).toBeVisible();
    const groups = page.getByRole('grid', { name: 'Costs by category' });
    const predictions = groups.getByRole('row').filter({ hasText: 'Predictions' });
    await expect(predictions).toBeVisible();
    await predictions.click();
    await expect(page).toHaveURL(/open=prediction/);
    const events = page.getByRole('list', { name: 'Metered events' });
    await expect(events.getByRole('listitem').first()).toContainText('requests');
    await page.getByRole('button', { name: 'Close details' }).click();
  });

  await test.step('the same as a table, one key away', async () => {
    await page.keyboard.press('t');
    await expect(page.getByRole('grid', { name: 'Costs by date' })).toBeVisible();
  });

  await test.step('an invoice: its lines, and its PDF', async () => {
    await goTo(page, 'Billing$');
    await page.getByRole('tab', { name: 'Invoices' }).click();
    const issued = page
      .getByRole('grid', { name: 'Invoices' })
      .getByRole('row')
      .filter({ hasText: /Paid|Open|Overdue/ });
    await issued.first().click();
    await expect(page.getByRole('table', { name: 'Lines of the invoice' })).toContainText('Total');
    const pdf = await savedFile(sampleApp, () => page.getByRole('button', { name: 'Save PDF' }).click());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
