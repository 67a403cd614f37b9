import { addMonths } from '../billing/months.ts';
import { GRACE_DAYS } from '../modules/billing/draft.ts';
import { issueNext } from '../modules/billing/issue.ts';
import { priceFile, setPrices } from '../modules/billing/set-prices.ts';
import type { World } from './load.ts';
import type { SampleOrganization } from './world.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** An enterprise agreement: some of everything is free, much of it is cheaper, and there is a tax. */
const TERMS = {
  allowances: [
    { category: 'search', quantity: '5000' },
    { category: 'prediction', kind: 'text', quantity: '10000' },
  ],
  tiers: [
    { category: 'tokens', from_quantity: '5000000', discount_percent: '10' },
    { category: 'tokens', from_quantity: '20000000', discount_percent: '20' },
  ],
  taxes: [{ name: 'Sales tax', percent: '8.25' }],
};

interface Issued {
  readonly month: string;
  readonly at: Date;
}

/** Every month that is over, invoiced when it was. Nobody is mailed about the past. */
async function issueInvoices(world: World, organization: SampleOrganization): Promise<Issued[]> {
  const issued: Issued[] = [];
  const founded = new Date(world.now.getTime() - organization.foundedDaysAgo * DAY_MS).toISOString().slice(0, 7);
  for (let month = addMonths(founded, 1); ; month = addMonths(month, 1)) {
    const at = new Date(Date.parse(`${month}-01T06:00:00Z`) + GRACE_DAYS * DAY_MS);
    if (at > world.now) return issued;
    const done = await world.atTime(at, async (trx) => {
      const next = await issueNext(trx, organization.id);
      await trx.deleteFrom('outbox').where('kind', '=', 'invoice').execute();
      return next;
    });
    if (done !== null && done.number !== null) issued.push({ month: done.month, at });
  }
}

/** All but the latest invoice are paid, where a smaller organization has paid two thirds of the last one. */
async function payInvoices(world: World, organization: SampleOrganization, admin: string, issued: readonly Issued[]) {
  const params = { org_id: organization.id };
  for (const { month, at } of issued.slice(0, -1)) {
    const { invoice } = (await world.call('invoices.get', admin, world.now, {
      params: { ...params, invoice_id: month },
    })) as { invoice: { due_micros: string; reference: string } };
    const due = BigInt(invoice.due_micros);
    if (due <= 0n) continue;
    const partly = month === issued.at(-2)?.month && organization.members < 100;
    const paidAt = new Date(at.getTime() + 19 * DAY_MS + 4 * HOUR_MS);
    if (paidAt > world.now) continue;
    await world.call('payments.record', admin, paidAt, {
      params,
      body: {
        payments: [
          {
            id: `transfer-${month}`,
            invoice_id: month,
            amount_micros: String(partly ? (due / 30_000n) * 20_000n : due),
            received_on: paidAt.toISOString().slice(0, 10),
            payer: organization.name,
            reference: invoice.reference,
          },
        ],
      },
    });
  }
}

async function setBudgets(world: World, organization: SampleOrganization, admin: string): Promise<void> {
  const monthly = organization.eventsPerDay * 45_000_000;
  const [team] = organization.teams;
  const [app] = organization.apps;
  if (team === undefined || app === undefined) return;
  await world.call('budgets.create', admin, new Date(world.now.getTime() - 4 * DAY_MS), {
    params: { org_id: organization.id },
    body: {
      budgets: [
        { id: 'all', name: 'Everything', scope: { type: 'organization' }, amount_micros: monthly },
        { id: 'team', name: team[1], scope: { type: 'team', id: team[0] }, amount_micros: Math.round(monthly / 8) },
        { id: 'app', name: app[1], scope: { type: 'app', id: app[0] }, amount_micros: Math.round(monthly / 20) },
      ],
    },
  });
}

/** Terms, the invoices of all months that are over with their payments, the account to pay from, and budgets. */
export async function billSample(world: World, organization: SampleOrganization, admin: string) {
  const founded = new Date(world.now.getTime() - organization.foundedDaysAgo * DAY_MS + HOUR_MS);
  const file = priceFile.parse({ organization_id: organization.id, terms: TERMS });
  await world.atTime(founded, (trx) => setPrices(trx, file));
  const issued = await issueInvoices(world, organization);
  await payInvoices(world, organization, admin, issued);
  await world.call('payment_methods.create', admin, founded, {
    params: { org_id: organization.id },
    body: {
      payment_methods: [
        {
          id: 'house-bank',
          type: 'bank_transfer',
          label: 'House bank',
          account_holder: organization.name,
          iban: 'DE89370400440532013000',
        },
      ],
    },
  });
  await setBudgets(world, organization, admin);
}
