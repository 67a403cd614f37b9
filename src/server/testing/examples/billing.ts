import { type Examples, me, org, type Scene } from './example.ts';

const range = { from: '2026-11-01', to: '2026-11-24' };
const ofRange = (scene: Scene) => ({ ...org(scene), query: range });
/** The month before the scene was made, whose invoice is open: see `furnishBilling`. */
const invoice = ({ org_id }: Scene) => ({ params: { org_id, invoice_id: '2026-01' } });
/** What can be removed once is there twice: two roles may, and each call takes the next. */
const turns = new WeakMap<Scene, number>();
function next(scene: Scene, ids: readonly string[]): string[] {
  const turn = turns.get(scene) ?? 0;
  turns.set(scene, turn + 1);
  return [ids[turn % ids.length] ?? ''];
}
const transfer = { invoice_id: '2026-01', amount_micros: '1000000', received_on: '2026-02-20' };

export const usageExamples: Examples<'usage' | 'costs' | 'prices'> = {
  'usage.record': {
    as: 'admin',
    input: (scene) => {
      const timestamp = '2026-11-01T12:00:00Z';
      const event = { id: scene.fresh(), timestamp, user_id: scene.admin.id, category: 'tokens', quantity: '1.5' };
      return { ...org(scene), body: { events: [event] } };
    },
  },
  'costs.list': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), query: { ...range, group_by: 'team,app', compare: 'true' } }),
  },
  'costs.csv': { as: 'admin', input: (scene) => ({ ...org(scene), query: { ...range, group_by: 'day,member' } }) },
  'costs.usage': { as: 'admin', input: (scene) => ({ ...org(scene), query: { ...range, group_by: 'day' } }) },
  'costs.events': { as: 'admin', input: ofRange },
  'costs.changes': { as: 'admin', input: ofRange },
  'costs.spikes': { as: 'admin', input: ofRange },
  'costs.forecast': { as: 'admin', input: (scene) => ({ ...org(scene), query: { app_id: 'app' } }) },
  'prices.get': { as: 'admin', input: org },
};

export const budgetExamples: Examples<'budgets' | 'budget_alerts'> = {
  'budgets.list': { as: 'admin', input: org },
  'budgets.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      const budget = { id, name: id, scope: { type: 'team' as const, id: 'team' }, amount_micros: '500000000' };
      return { ...org(scene), body: { budgets: [budget] } };
    },
  },
  'budgets.update': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { budgets: [{ id: 'budget', name: scene.fresh() }] } }),
  },
  'budgets.delete': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { ids: next(scene, ['spare-budget', 'another-budget']) } }),
  },
  'budget_alerts.list': { as: 'admin', input: org },
};

export const invoiceExamples: Examples<'invoices' | 'consolidated'> = {
  'invoices.list': { as: 'admin', input: org },
  'invoices.get': { as: 'admin', input: invoice },
  'invoices.annex': { as: 'admin', input: (scene) => ({ ...invoice(scene), query: { by: 'member' } }) },
  'invoices.pdf': { as: 'admin', input: invoice },
  'invoices.csv': { as: 'admin', input: invoice },
  'consolidated.get': { as: 'admin', input: () => ({ params: me, query: { period: '2026-01' } }) },
  'consolidated.pdf': { as: 'admin', input: () => ({ params: me, query: { period: '2026-01' } }) },
};

export const paymentExamples: Examples<
  'billing_account' | 'payment_methods' | 'credits' | 'payments' | 'reconciliations'
> = {
  'billing_account.get': { as: 'admin', input: org },
  'billing_account.update': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { billing_account: { legal_name: scene.fresh() } } }),
  },
  'payment_methods.list': { as: 'admin', input: org },
  'payment_methods.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      const method = { id, type: 'bank_transfer' as const, label: id, account_holder: 'Example GmbH' };
      return { ...org(scene), body: { payment_methods: [{ ...method, iban: 'DE89 3704 0044 0532 0130 00' }] } };
    },
  },
  'payment_methods.delete': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { ids: next(scene, ['bank', 'another-bank']) } }),
  },
  'credits.list': { as: 'admin', input: org },
  'payments.list': { as: 'admin', input: org },
  'payments.record': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { payments: [{ ...transfer, id: scene.fresh() }] } }),
  },
  'reconciliations.suggest': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { text: 'Date,Amount,Reference\n2026-02-20,10.00,RF18539007547034\n' } }),
  },
  'reconciliations.confirm': {
    as: 'admin',
    input: (scene) => ({
      ...org(scene),
      body: { payments: [{ ...transfer, key: '0123456789abcdef0123456789abcdef' }] },
    }),
  },
};

export const billingExamples = { ...usageExamples, ...budgetExamples, ...invoiceExamples, ...paymentExamples };
