import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Budget } from '../../../contract/api/budgets.ts';
import type { InvoiceSummary } from '../../../contract/api/invoices.ts';
import type { ReconciliationRow } from '../../../contract/api/payments.ts';
import { renderApp } from '../../testing/render.tsx';
import { totalsOf } from './all-billing-page.tsx';
import { billStanding, finalizesText } from './bill-standing.ts';
import { thresholdsOf } from './budget-dialog.tsx';
import { stateText } from './budgets-tab.tsx';
import { refusalText, sureChoices } from './reconcile-dialog.tsx';

afterEach(cleanup);

const INVOICE = '/o/radiology-ag/billing?tab=invoices&invoice=2026-10';

describe('BillingPage', () => {
  it('opens an invoice with its lines and saves exactly that one', async () => {
    const { bridge } = await renderApp(INVOICE);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    const lines = await screen.findByRole('table', { name: 'Lines of the invoice' });
    expect(within(lines).getAllByTitle('$1,204.50')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'Save PDF' }));
    await waitFor(() => expect(bridge.calls.some(({ method }) => method === 'files.save')).toBe(true));
    const saved = bridge.calls.find(({ method }) => method === 'files.save');
    expect(saved?.input).toMatchObject({
      route: 'invoices.pdf',
      input: { params: { org_id: 'radiology-ag', invoice_id: '2026-10' } },
      suggested_name: 'ST-0007.pdf',
    });
  });

  it('records a payment in whole micro-units', async () => {
    const { bridge } = await renderApp(INVOICE);
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.click(await screen.findByRole('button', { name: 'Record payment…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Record a payment' });
    const amount = within(dialog).getByLabelText(/Amount/);
    await user.clear(amount);
    await user.type(amount, '1,000.10');
    await user.click(within(dialog).getByRole('button', { name: 'Record payment' }));
    const sent = () => bridge.calls.find(({ input }) => input.route === 'payments.record')?.input.input;
    await waitFor(() =>
      expect(sent()).toMatchObject({
        body: { payments: [{ invoice_id: '2026-10', amount_micros: '1000100000', reference: 'RF18539007547034' }] },
      }),
    );
  });
});

const bill = (id: string, more: Partial<InvoiceSummary>): InvoiceSummary => ({
  id,
  number: null,
  period: { from: `${id}-01`, to: `${id}-28` },
  status: 'draft',
  currency: 'USD',
  total_micros: '7',
  paid_micros: '0',
  due_micros: '0',
  issued_at: null,
  due_on: null,
  finalizes_on: null,
  paid_at: null,
  reference: null,
  overdue: false,
  abilities: {},
  ...more,
});

it('sums up what is open, overdue and due over all months, and tells finished drafts from the running one', () => {
  const standing = billStanding([
    bill('2026-12', {}),
    bill('2026-11', { finalizes_on: '2026-12-03' }),
    bill('2026-10', { status: 'open', due_micros: '5', due_on: '2026-12-03' }),
    bill('2026-09', { status: 'open', due_micros: '3', due_on: '2026-11-02', overdue: true }),
    bill('2026-08', { status: 'open', due_micros: '2', due_on: '2027-01-02' }),
    bill('2026-07', { status: 'paid' }),
  ]);
  expect(standing).toMatchObject({
    open: { count: 3, micros: '10' },
    overdue: { count: 1, micros: '3' },
    due: { count: 1, micros: '5', on: '2026-12-03' },
    running: { id: '2026-12' },
  });
  expect(standing.finished.map(finalizesText)).toEqual([expect.stringContaining('Finalizes on')]);
});

it('says that a budget has reached a threshold only where spending has', () => {
  const budget = {
    state: 'warning',
    amount_micros: '100',
    spent_percent: 0,
    forecast_range: { low_micros: '101', high_micros: '120' },
    thresholds: [
      { percent: 80, basis: 'actual' },
      { percent: 100, basis: 'forecast' },
    ],
  } as unknown as Budget;
  expect(stateText(budget)?.text).toBe('Expected to reach 100%');
  expect(stateText({ ...budget, spent_percent: 80 })?.text).toBe('80% reached');
  expect(stateText({ ...budget, state: 'over' })?.text).toBe('Over budget');
  expect(stateText({ ...budget, state: 'ok' })).toBeNull();
});

it('names each transfer that was not recorded, and why', () => {
  const details = [{ field: 'body.payments.0.received_on', message: 'is in the future' }];
  expect(refusalText({ index: 0, details }, { ...row('a', 'high'), payer: 'Helix' })).toMatch(
    /^Line 2, .*2026.*, Helix: The date is in the future\.$/,
  );
});

const row = (key: string, confidence: 'high' | 'medium'): ReconciliationRow => ({
  line: 2,
  key,
  received_on: '2026-11-03',
  amount_micros: '1',
  currency: 'USD',
  payer: '',
  reference: '',
  state: 'suggested',
  suggestions: [
    { invoice_id: '2026-10', invoice_number: 'ST-0007', due_micros: '1', confidence, reason: '', outcome: 'exact' },
  ],
  reason: null,
});

it('chooses beforehand only what is sure, and each invoice once', () => {
  expect(sureChoices([row('a', 'high'), row('b', 'medium'), row('c', 'high')])).toEqual({ a: '2026-10' });
});

it('never adds unlike currencies', () => {
  const payer = (currency: string, total_micros: string) => ({
    billing_email: 'pay@example.org',
    currency,
    total_micros,
    due_micros: '0',
    invoices: [],
  });
  expect(totalsOf([payer('USD', '9007199254740993'), payer('EUR', '5'), payer('USD', '2')])).toEqual([
    { currency: 'EUR', total: '5', due: '0' },
    { currency: 'USD', total: '9007199254740995', due: '0' },
  ]);
});

it('reads thresholds as people type them', () => {
  expect(thresholdsOf({ actual: '80, 100 80', forecast: '100' })).toEqual([
    { percent: 80, basis: 'actual' },
    { percent: 100, basis: 'actual' },
    { percent: 100, basis: 'forecast' },
  ]);
});
