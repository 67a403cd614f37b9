import { setTimeout as sleep } from 'node:timers/promises';
import type { KyselyPlugin } from 'kysely';
import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { sumOf } from '../../billing/decimal.ts';
import type { Db, Tx } from '../../db/tables.ts';
import { type BilledOrganization, billedOrganization, findingsOf, issueAt, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { holdAccount } from './account.ts';
import { issueDueInvoices } from './issue-due.ts';
import { grantCredit, voidInvoice } from './operator.ts';
import { priceFile, setPrices } from './set-prices.ts';

const OCTOBER_OVER = '2026-11-03T00:00:00Z';
/** October is ready to be invoiced, and November is the current month. */
const NOW = '2026-11-20T12:00:00Z';

/** A database whose statement number `failing` fails, as if the server had been killed there. */
function killedAt(db: Db, failing: number): Db {
  let statements = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      if (statements === failing) throw new Error('killed');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  // Work for all tenants is done without plugins: this one goes along all the same.
  const counted = <T extends Db>(plain: T): T => {
    const killing = plain.withPlugin(plugin);
    const kept: Record<PropertyKey, unknown> = {
      withoutPlugins: () => counted(plain),
      transaction: () => ({
        execute: (work: (trx: Tx) => Promise<unknown>) => plain.transaction().execute((trx) => work(counted(trx))),
      }),
    };
    return new Proxy(killing, {
      get: (target, name) => {
        if (Object.hasOwn(kept, name)) return kept[name];
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    }) as T;
  };
  return counted(db);
}

onEachEngine('invoices', (world) => {
  beforeAll(() => world.setTime(NOW));

  const setTerms = async (org_id: string) => {
    const terms = {
      allowances: [{ category: 'search', quantity: '100' }],
      tiers: [{ category: 'search', from_quantity: '500', discount_percent: '50' }],
      taxes: [{ name: 'VAT', percent: '20' }],
    };
    const prices = [{ category: 'search', unit_price_micros: '1234.5', valid_from: '2026-01-01T00:00:00Z' }];
    const file = priceFile.parse({ organization_id: org_id, terms, prices });
    await world.db.transaction().execute((trx) => setPrices(trx, file));
  };
  const searches = (billed: BilledOrganization, id: string, timestamp: string, quantity: string) =>
    use(world, billed, [{ id, timestamp, user_id: billed.admin.id, category: 'search', quantity }]);
  const invoice = async ({ org_id, admin }: BilledOrganization, invoice_id: string) =>
    (await world.ok('invoices.get', admin, { params: { org_id, invoice_id } })).invoice;
  const startIn = async (month: string): Promise<BilledOrganization> => {
    const billed = await billedOrganization(world);
    await sql`update organizations set created_at = ${`${month}-01T00:00:00Z`} where id = ${billed.org_id}`.execute(
      world.db,
    );
    return billed;
  };

  it('are what one works out by hand, as a draft and as issued, credits used', async () => {
    const billed = await startIn('2026-10');
    await setTerms(billed.org_id);
    await grantCredit(world.db, billed.org_id, 500_000n, 'Welcome');
    await searches(billed, 'a', '2026-10-05T00:00:00Z', '333.333333');
    await searches(billed, 'b', '2026-10-31T23:59:59.999999Z', '666.666667');
    const draft = await invoice(billed, '2026-10');
    await issueAt(world, billed.org_id, OCTOBER_OVER);
    const issued = await invoice(billed, '2026-10');
    for (const { lines } of [draft, issued])
      expect(lines.map(({ type, amount_micros }) => [type, amount_micros])).toEqual([
        // 333.333333 × 1,234.5 = 411,499.9995885 → 411,500; 666.666667 × 1,234.5 = 823,000.0004115 → 823,000: 1.2345 → 1.23.
        ['usage', '1230000'],
        // A tenth: 0.12345 → 0.12.
        ['allowance', '-120000'],
        // Half of the 500 beyond 500: 0.308625 → 0.31.
        ['tier', '-310000'],
        // A fifth of 1.23 − 0.12 − 0.31 = 0.80.
        ['tax', '160000'],
        ['credit', '-500000'],
      ]);
    expect(draft).toMatchObject({ status: 'draft', number: null, total_micros: '460000', transfer: null });
    expect(issued).toMatchObject({
      status: 'open',
      total_micros: '460000',
      due_micros: '460000',
      due_on: '2026-12-03',
    });
    expect(issued.number).toMatch(/^STW-\d{6}$/);
    const credits = await world.ok('credits.list', billed.admin, { params: { org_id: billed.org_id } });
    expect([credits.balance_micros, credits.credits.map(({ type }) => type)]).toEqual(['0', ['use', 'grant']]);
    const annex = await world.ok('invoices.annex', billed.admin, {
      params: { org_id: billed.org_id, invoice_id: '2026-10' },
      query: { by: 'member' },
    });
    expect([annex.total_micros, sumOf(annex.rows.map((row) => row.cost_micros))]).toEqual(['1234500', 1_234_500n]);
    expect(await findingsOf(world, [billed.org_id])).toEqual([]);
  });

  it('never change once issued: late events and corrections stand on the next one and say so', async () => {
    const billed = await startIn('2026-09');
    await searches(billed, 'a', '2026-09-10T00:00:00Z', '1000');
    await issueAt(world, billed.org_id, '2026-10-03T00:00:00Z');
    const before = await invoice(billed, '2026-09');
    const { late } = await searches(billed, 'late', '2026-09-11T00:00:00Z', '200');
    const corrected = await use(world, billed, [
      { id: 'fix', corrects: 'a', quantity: '-1000', reason: 'Counted twice' },
    ]);
    expect([late, corrected.late]).toEqual([1, 1]);
    await sql`update default_prices set unit_price_micros = 99 where category = 'search'`.execute(world.db);
    expect(await invoice(billed, '2026-09')).toEqual(before);
    await sql`update default_prices set unit_price_micros = 1000 where category = 'search'`.execute(world.db);
    await issueAt(world, billed.org_id, OCTOBER_OVER);
    const { lines, total_micros } = await invoice(billed, '2026-10');
    expect(lines[0]).toMatchObject({ type: 'late_usage', quantity: '-800', amount_micros: '-800000' });
    expect(lines[0]?.description).toBe('Searches: late, used in September 2026');
    // What is over becomes a credit.
    expect([total_micros, lines[1]?.amount_micros]).toEqual(['0', '800000']);
    const { events } = await world.ok('costs.events', billed.admin, {
      params: { org_id: billed.org_id },
      query: { from: '2026-09-01', to: '2026-09-30' },
    });
    expect(events.map(({ id, late: came, billed_month, corrects }) => [id, came, billed_month, corrects])).toEqual([
      ['late', true, '2026-10', null],
      ['fix', true, '2026-10', 'a'],
      ['a', false, '2026-09', null],
    ]);
    expect(await findingsOf(world, [billed.org_id])).toEqual([]);
  });

  it('are issued once, with all that belongs to them, wherever the job is killed; no number is lost', async () => {
    const numbers = () =>
      world.rows(sql<{ number: string }>`select number from invoices where number like 'STW-%' order by number`);
    const next = async () =>
      (await world.rows(sql<{ next_number: number }>`select next_number from billing_issuer`))[0]?.next_number ?? 0;
    const billed = await startIn('2026-10');
    await setTerms(billed.org_id);
    await grantCredit(world.db, billed.org_id, 500_000n, 'Welcome');
    await searches(billed, 'a', '2026-10-05T00:00:00Z', '1000');
    interface State {
      readonly [what: string]: number | string;
    }
    const state = async (): Promise<State> => {
      const [row] = await world.rows(sql<State>`select
        (select count(*) from invoices where organization_id = ${billed.org_id}) as invoices,
        (select count(*) from credit_entries where organization_id = ${billed.org_id}) as credits,
        (select open_month from billing_accounts where organization_id = ${billed.org_id}) as open_month,
        (select count(*) from audit_entries where owner_id = ${billed.org_id}) as audit,
        (select count(*) from outbox) as outbox`);
      return { ...row, next: await next() };
    };
    const before = await state();
    const add = (name: string): number => Number(before[name]) + 1;
    const names = ['invoices', 'credits', 'audit', 'outbox', 'next'];
    const whole = { ...Object.fromEntries(names.map((name) => [name, add(name)])), open_month: '2026-11-01' };
    let failing = 1;
    for (let issued = false; !issued; failing++) {
      const killed = killedAt(world.db, failing);
      await issueDueInvoices(killed, world.deps.log).catch(() => 0);
      world.errors.length = 0;
      const after = await state();
      issued = after.open_month === '2026-11-01';
      expect([failing, after]).toEqual([failing, issued ? whole : before]);
    }
    expect(failing).toBeGreaterThan(12);
    expect(await issueDueInvoices(world.db, world.deps.log)).toBe(0);
    expect(await state()).toEqual(whole);
    expect(await findingsOf(world, [billed.org_id])).toEqual([]);
    const all = (await numbers()).map(({ number }) => Number(number.slice(4)));
    expect(all).toEqual(Array.from({ length: all.length }, (_, index) => index + 1));
  });

  it('are issued once by several servers at once, while usage comes in, and miss none of it', async () => {
    const billed = await startIn('2026-10');
    const jobs = Array.from({ length: 3 }, () => issueDueInvoices(world.db, world.deps.log));
    const events = Array.from({ length: 20 }, (_, index) =>
      searches(billed, `e${index}`, `2026-10-${String(index + 1).padStart(2, '0')}T00:00:00Z`, '10'),
    );
    await Promise.all([...jobs, ...events]);
    await Promise.all(Array.from({ length: 3 }, () => issueDueInvoices(world.db, world.deps.log)));
    const october = await invoice(billed, '2026-10').catch(() => null);
    const november = await invoice(billed, '2026-11');
    const lines = [...(october?.lines ?? []), ...november.lines];
    expect(lines.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(200);
    expect(await findingsOf(world, [billed.org_id])).toEqual([]);
  });

  it('wait for a batch that is being recorded without holding what the batch still needs', async () => {
    const billed = await startIn('2026-10');
    // The first batch makes the account, and asks for the organization then.
    await searches(billed, 'first', '2026-10-05T00:00:00Z', '10');
    const { issuing } = await world.db.transaction().execute(async (trx) => {
      await holdAccount(trx, billed.org_id);
      const begun = issueAt(world, billed.org_id, OCTOBER_OVER);
      await sleep(200);
      // As the foreign key of each event asks.
      await sql`select from organizations where id = ${billed.org_id} for key share`.execute(trx);
      return { issuing: begun };
    });
    expect(await issuing).toMatchObject({ month: '2026-10' });
  });

  it('are not made for months without usage, whatever the terms: no number is taken', async () => {
    const billed = await startIn('2026-09');
    await setTerms(billed.org_id);
    expect(await issueAt(world, billed.org_id, OCTOBER_OVER)).toEqual({ month: '2026-09', number: null });
    expect(await issueAt(world, billed.org_id, OCTOBER_OVER)).toEqual({ month: '2026-10', number: null });
    expect(await issueAt(world, billed.org_id, OCTOBER_OVER)).toBeNull();
    const { invoices } = await world.ok('invoices.list', billed.admin, { params: { org_id: billed.org_id } });
    expect(invoices.map(({ id, status }) => [id, status])).toEqual([['2026-11', 'draft']]);
  });

  it('stand in the consolidated bill of any month while they are open, and drafts of months that are over say when they are issued', async () => {
    const billed = await startIn('2026-09');
    await searches(billed, 'september', '2026-09-10T00:00:00Z', '1000');
    await searches(billed, 'october', '2026-10-10T00:00:00Z', '2000');
    await searches(billed, 'november', '2026-11-10T00:00:00Z', '3000');
    await issueAt(world, billed.org_id, '2026-10-03T00:00:00Z');
    const { consolidated } = await world.ok('consolidated.get', billed.admin, {
      params: { user_id: 'me' },
      query: { period: '2026-11' },
    });
    expect(
      consolidated.outstanding?.map(({ invoice: one }) => [
        one.id,
        one.status,
        one.due_micros,
        one.overdue,
        one.finalizes_on,
      ]),
    ).toEqual([
      ['2026-09', 'open', '1000000', true, null],
      ['2026-10', 'draft', '0', false, '2026-11-03'],
    ]);
    expect(consolidated.payers.flatMap(({ invoices }) => invoices.map((one) => one.invoice.id))).toEqual(['2026-11']);
    const { invoices } = await world.ok('invoices.list', billed.admin, { params: { org_id: billed.org_id } });
    expect(invoices.map(({ id, status, finalizes_on }) => [id, status, finalizes_on])).toEqual([
      ['2026-11', 'draft', '2026-12-03'],
      ['2026-10', 'draft', '2026-11-03'],
      ['2026-09', 'open', null],
    ]);
    await issueAt(world, billed.org_id, '2026-11-03T00:00:00Z');
    expect(await invoice(billed, '2026-10')).toMatchObject({ status: 'open', finalizes_on: null });
  });

  it('give a voided one its credits back and bill its usage to nobody', async () => {
    const billed = await startIn('2026-10');
    await grantCredit(world.db, billed.org_id, 300_000n, 'Welcome');
    await searches(billed, 'a', '2026-10-05T00:00:00Z', '1000');
    await issueAt(world, billed.org_id, OCTOBER_OVER);
    await voidInvoice(world.db, billed.org_id, '2026-10', 'Wrong recipient');
    const voided = await invoice(billed, '2026-10');
    expect(voided).toMatchObject({ status: 'void', due_micros: '0', void_reason: 'Wrong recipient', transfer: null });
    const { balance_micros } = await world.ok('credits.list', billed.admin, { params: { org_id: billed.org_id } });
    expect(balance_micros).toBe('300000');
    await expect(voidInvoice(world.db, billed.org_id, '2026-10', 'Again')).rejects.toThrow('void');
    expect((await invoice(billed, '2026-11')).lines).toEqual([]);
  });
});
