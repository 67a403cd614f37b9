import type { CostRow, QuantityTotal } from '../../contract/api/costs.ts';
import type { Invoice, InvoiceSummary } from '../../contract/api/invoices.ts';
import type { DayRange } from '../../contract/calendar.ts';
import type { FakeData, Handlers, Input } from './fake-routes.ts';

/** Two apps over two days: 3.5 and 1.25 of the first, 2 of the second. */
const EVENTS = [
  { id: 'e1', day: 0, app: 'chest-xray', name: 'Chest X-ray', cost: 3_500_000 },
  { id: 'e2', day: 1, app: 'chest-xray', name: 'Chest X-ray', cost: 1_250_000 },
  { id: 'e3', day: 1, app: 'bone-age', name: 'Bone age', cost: 2_000_000 },
] as const;
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' } as const;
type FakeEvent = (typeof EVENTS)[number];

const dayOf = (event: FakeEvent, query: Input['query']): string =>
  new Date(Date.parse(String(query?.from)) + event.day * 86_400_000).toISOString().slice(0, 10);

function selected({ query }: Input, lastUsedOn: string | null = null): readonly FakeEvent[] {
  return EVENTS.filter((event) => {
    const day = dayOf(event, query);
    return (
      day <= (lastUsedOn ?? day) &&
      (query?.app_id === undefined || query.app_id === event.app) &&
      day <= String(query?.to)
    );
  });
}

const keysOf = (event: FakeEvent, by: string, query: Input['query']): Partial<CostRow> => ({
  ...(by.includes('day') && { day: dayOf(event, query) }),
  ...(by.includes('app') && { app: { id: event.app, name: event.name } }),
  ...(by.includes('category') && { category: 'prediction' as const }),
  ...(by.includes('member') && { member: { id: 'ada', first_name: 'Ada', last_name: 'Byron' } }),
  ...(by.includes('model') && { model: null }),
  ...(by.includes('team') && { team: null }),
});

/** A sum and a level, each a quarter more than in October. */
const quantities = (count: number, period: DayRange): QuantityTotal[] => [
  {
    ...{ category: 'prediction', unit: 'requests', quantity: String(count) },
    compared: { ...period, quantity: '5' },
    previous: { ...OCTOBER, quantity: '4' },
  },
  {
    ...{ category: 'storage', unit: 'inputs', quantity: '1500', level: '50' },
    compared: { from: period.to, to: period.to, quantity: '50' },
    previous: { from: OCTOBER.to, to: OCTOBER.to, quantity: '40' },
  },
];

function listCosts({ lastUsedOn }: FakeData, input: Input) {
  const all = selected(input, lastUsedOn);
  const by = String(input.query?.group_by ?? '');
  const rows = new Map<string, CostRow>();
  for (const event of all) {
    const keys = keysOf(event, by, input.query);
    const before = rows.get(JSON.stringify(keys));
    rows.set(JSON.stringify(keys), {
      ...keys,
      quantity: '1',
      events: (before?.events ?? 0) + 1,
      cost_micros: String(Number(before?.cost_micros ?? 0) + event.cost),
      compared_cost_micros: String(Number(before?.cost_micros ?? 0) + event.cost),
      previous_cost_micros: '1000000',
    });
  }
  const total = all.reduce((sum, { cost }) => sum + cost, 0);
  const period = { from: String(input.query?.from), to: String(input.query?.to) };
  return {
    currency: 'USD',
    period,
    total_micros: String(total),
    events: all.length,
    quantity_totals: all.length === 0 ? [] : quantities(all.length, period),
    ...(total === 0
      ? { last_used_on: lastUsedOn }
      : { compared: { ...period, total_micros: String(total) }, previous: { ...OCTOBER, total_micros: '2000000' } }),
    costs: [...rows.values()].sort((one, other) => Number(other.cost_micros) - Number(one.cost_micros)),
  };
}

const TIME = '2026-11-03T10:00:00.000000Z';

const SUMMARY: InvoiceSummary = {
  id: '2026-10',
  number: 'ST-0007',
  period: { from: '2026-10-01', to: '2026-10-31' },
  status: 'open',
  currency: 'USD',
  total_micros: '1204500000',
  paid_micros: '0',
  due_micros: '1204500000',
  issued_at: '2026-11-01T00:00:00.000000Z',
  due_on: '2026-12-01',
  paid_at: null,
  reference: 'RF18539007547034',
  overdue: false,
  abilities: {},
};

const PARTY = { name: 'Steward', address: [], email: null, tax_id: null };
const INVOICE: Invoice = {
  ...SUMMARY,
  issuer: PARTY,
  recipient: PARTY,
  purchase_order: null,
  transfer: { account_holder: 'Steward', iban: null, bic: null, reference: 'RF18539007547034' },
  lines: [
    {
      type: 'usage',
      category: 'prediction',
      kind: null,
      description: 'Predictions',
      quantity: '602250',
      unit: 'requests',
      unit_price_micros: '2000',
      amount_micros: '1204500000',
    },
  ],
  subtotal_micros: '1204500000',
  tax_micros: '0',
  credit_micros: '0',
  payments: [],
  void_reason: null,
};

/** Costs of two apps, one open invoice, and a bank statement that pays it. */
export const BILLING_ROUTES: Handlers = {
  'costs.list': listCosts,
  'costs.spikes': () => ({ currency: 'USD', spikes: [] }),
  'costs.events': (_, input) => ({
    events: selected(input).map((event) => ({
      id: event.id,
      timestamp: TIME,
      received_at: TIME,
      user: { id: 'ada', first_name: 'Ada', last_name: 'Byron' },
      team_id: null,
      app_id: event.app,
      category: 'prediction',
      kind: null,
      model_id: null,
      model_type: null,
      quantity: '1',
      unit_price_micros: String(event.cost),
      cost_micros: String(event.cost),
      corrects: null,
      reason: null,
      billed_month: '2026-11',
      late: false,
    })),
  }),
  'invoices.list': () => ({ invoices: [SUMMARY] }),
  'invoices.get': () => ({ invoice: INVOICE }),
  'payments.list': () => ({ payments: [] }),
  'payments.record': () => ({ payments: [] }),
};
