import type { World } from './world.ts';

/** An open invoice, budgets and payment methods; each thing that an example removes is there twice. */
export async function furnishBilling({ db }: World, organization_id: string): Promise<void> {
  await db
    .insertInto('billing_accounts')
    .values({ organization_id, currency: 'USD', open_month: '2026-11-01' })
    .execute();
  const party = { name: 'Steward', address: [], email: null, tax_id: null };
  await db
    .insertInto('invoices')
    .values({
      organization_id,
      period: '2026-01-01',
      number: `EXAMPLE-${organization_id}`,
      status: 'open',
      currency: 'USD',
      subtotal_micros: '2500000',
      tax_micros: '0',
      credit_micros: '0',
      total_micros: '2500000',
      reference: 'RF18539007547034',
      issuer: JSON.stringify({ ...party, account_holder: 'Steward', iban: null, bic: null }),
      recipient: JSON.stringify(party),
      issued_at: '2026-02-03T00:00:00Z',
      due_on: '2026-03-05',
    })
    .execute();
  await db
    .insertInto('invoice_lines')
    .values({
      organization_id,
      period: '2026-01-01',
      place: 1,
      type: 'usage',
      category: 'search',
      kind: null,
      description: 'Searches',
      quantity: '2500',
      unit: 'requests',
      unit_price_micros: '1000',
      amount_micros: '2500000',
    })
    .execute();
  await db
    .insertInto('budgets')
    .values(
      ['budget', 'spare-budget', 'another-budget'].map((id) => ({
        organization_id,
        id,
        name: id,
        scope_type: 'app' as const,
        scope_id: 'app',
        amount_micros: '1000000000',
        thresholds: JSON.stringify([{ percent: 80, basis: 'actual' }]),
      })),
    )
    .execute();
  await db
    .insertInto('payment_methods')
    .values(
      ['bank', 'another-bank'].map((id) => ({
        organization_id,
        id,
        type: 'bank_transfer' as const,
        label: id,
        account_holder: 'Example GmbH',
        iban_last4: '3000',
      })),
    )
    .execute();
}
