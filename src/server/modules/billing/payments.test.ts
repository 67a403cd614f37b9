import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { ReconciliationRow } from '../../../contract/api/payments.ts';
import { type BilledOrganization, billedOrganization, findingsOf, issueAt, use } from '../../testing/billing-world.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';

onEachEngine('payments', (world) => {
  beforeAll(() => world.setTime('2026-11-20T12:00:00Z'));

  /** An organization with an open invoice of ten for October. */
  const owing = async (): Promise<BilledOrganization & { reference: string; number: string }> => {
    const billed = await billedOrganization(world);
    const { org_id, admin } = billed;
    await sql`update organizations set created_at = '2026-10-01Z' where id = ${org_id}`.execute(world.db);
    const event = {
      id: 'a',
      timestamp: '2026-10-05T00:00:00Z',
      user_id: admin.id,
      category: 'search',
      quantity: '10000',
    };
    await use(world, billed, [event]);
    await issueAt(world, org_id, '2026-11-03T00:00:00Z');
    const { invoice } = await world.ok('invoices.get', admin, { params: { org_id, invoice_id: '2026-10' } });
    return { ...billed, reference: invoice.reference ?? '', number: invoice.number ?? '' };
  };
  const invoice = async ({ org_id, admin }: BilledOrganization) =>
    (await world.ok('invoices.get', admin, { params: { org_id, invoice_id: '2026-10' } })).invoice;
  const suggest = async ({ org_id, admin }: BilledOrganization, text: string) =>
    (await world.ok('reconciliations.suggest', admin, { params: { org_id }, body: { text } })).rows;
  const confirm = ({ org_id, admin }: BilledOrganization, rows: readonly ReconciliationRow[]) =>
    world.ok('reconciliations.confirm', admin, {
      params: { org_id },
      body: {
        payments: rows.map(({ key, received_on, amount_micros, payer, reference }) => ({
          key,
          invoice_id: '2026-10',
          received_on,
          amount_micros,
          payer,
          reference,
        })),
      },
    });

  it('come in parts, and the part too much becomes a credit', async () => {
    const owed = await owing();
    const rows = await suggest(
      owed,
      `Date,Amount,Payer,Reference\n2026-11-10,4.00,x,${owed.reference}\n2026-11-12,7.50,x,Invoice ${owed.number}\n`,
    );
    expect(rows.map(({ state, suggestions: [best] }) => [state, best?.confidence, best?.outcome])).toEqual([
      ['suggested', 'high', 'partial'],
      ['suggested', 'high', 'partial'],
    ]);
    await confirm(owed, rows.slice(0, 1));
    expect(await invoice(owed)).toMatchObject({ status: 'open', paid_micros: '4000000', due_micros: '6000000' });
    await confirm(owed, rows.slice(1));
    expect(await invoice(owed)).toMatchObject({ status: 'paid', paid_micros: '10000000', due_micros: '0' });
    const { balance_micros, credits } = await world.ok('credits.list', owed.admin, { params: { org_id: owed.org_id } });
    expect([balance_micros, credits[0]?.type]).toEqual(['1500000', 'overpayment']);
    expect(await findingsOf(world, [owed.org_id])).toEqual([]);
  });

  it('are recorded once: in a second statement, again, and by many at once', async () => {
    const owed = await owing();
    const row = `2026-11-10,4.00,x,${owed.reference}\n`;
    const rows = await suggest(owed, `Date,Amount,Payer,Reference\n${row}`);
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(owed, rows)));
    expect(answers.reduce((sum, { payments }) => sum + payments.length, 0)).toBe(1);
    expect(answers.reduce((sum, { already_recorded }) => sum + already_recorded, 0)).toBe(7);
    const [again, other] = await suggest(owed, `Date,Amount,Payer,Reference\n${row}${row}`);
    expect([again?.state, other?.state]).toEqual(['already_recorded', 'suggested']);
    expect((await invoice(owed)).paid_micros).toBe('4000000');
  });

  it('with a wrong reference are found by amount and name; others are not guessed', async () => {
    const owed = await owing();
    await world.ok('payment_methods.create', owed.admin, {
      params: { org_id: owed.org_id },
      body: {
        payment_methods: [{ id: 'bank', type: 'bank_transfer', label: 'Bank', account_holder: 'Helix Holding GmbH' }],
      },
    });
    const rows = await suggest(
      owed,
      [
        'Buchungstag;Auftraggeber;Verwendungszweck;Betrag;Währung',
        '10.11.2026;HELIX HOLDING;RF00 WRONG;10,00;USD',
        '10.11.2026;Somebody;;10,00;USD',
        '10.11.2026;Somebody;lunch;3,00;USD',
        '10.11.2026;Bank;fees;-3,00;USD',
        '10.11.2026;Helix Holding;;10,00;EUR',
      ].join('\n'),
    );
    expect(rows.map(({ state, suggestions: [best] }) => [state, best?.confidence])).toEqual([
      ['suggested', 'medium'],
      ['suggested', 'low'],
      ['unmatched', undefined],
      ['ignored', undefined],
      ['ignored', undefined],
    ]);
  });

  it('recorded by hand are known by their id: the same again changes nothing, another under it is refused', async () => {
    const owed = await owing();
    const params = { org_id: owed.org_id };
    const payment = { id: 'mine', invoice_id: '2026-10', amount_micros: '1000000', received_on: '2026-11-10' };
    const record = (more: object) => ({ params, body: { payments: [{ ...payment, ...more }] } });
    for (const _ of [1, 2]) await world.ok('payments.record', owed.admin, record({}));
    expect((await invoice(owed)).paid_micros).toBe('1000000');
    expect(await world.refusal('payments.record', owed.admin, record({ amount_micros: '2' }))).toBe(
      '409/40010 body.payments.0.id',
    );
    expect(await world.refusal('payments.record', owed.admin, record({ id: 'x', invoice_id: '2026-11' }))).toBe(
      '404/11101 body.payments.0.invoice_id',
    );
    expect(await world.refusal('payments.record', owed.admin, record({ id: 'x', received_on: '2199-01-01' }))).toBe(
      '400/11102 body.payments.0.received_on',
    );
    expect(await world.refusal('payments.record', owed.admin, record({ id: 'x', payer: '4111 1111 1111 1111' }))).toBe(
      '400/11102 body.payments.0.payer',
    );
  });

  it('dated today anywhere in the world are accepted, and a later one is refused alone, by name and reason', async () => {
    const owed = await owing();
    // Noon in UTC on November 20: in Auckland it is 1 a.m. on the 21st, and it is the 22nd nowhere.
    const rows = await suggest(
      owed,
      [
        'Date,Amount,Payer,Reference',
        `2026-11-21,4.00,Auckland,${owed.reference}`,
        `2026-11-22,1.00,Tomorrow,${owed.reference}`,
        `2026-11-20,2.00,Berlin,${owed.reference}`,
      ].join('\n'),
    );
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['suggested', null],
      ['ignored', 'Its date is in the future.'],
      ['suggested', null],
    ]);
    const answer = await confirm(owed, rows);
    expect(answer.payments.map(({ payer }) => payer)).toEqual(['Auckland', 'Berlin']);
    const details = [{ field: 'body.payments.1.received_on', message: 'is in the future' }];
    expect(answer).toMatchObject({ already_recorded: 0, refused: [{ index: 1, details }] });
    expect(await invoice(owed)).toMatchObject({ paid_micros: '6000000' });
    // Sent again, none is new, and the same one is refused.
    expect(await confirm(owed, rows)).toMatchObject({ payments: [], already_recorded: 2, refused: [{ index: 1 }] });
    expect(await findingsOf(world, [owed.org_id])).toEqual([]);
    const params = { org_id: owed.org_id };
    const payment = { id: 'hand', invoice_id: '2026-10', amount_micros: '1000000', received_on: '2026-11-21' };
    await world.ok('payments.record', owed.admin, { params, body: { payments: [payment] } });
    const later = { ...payment, id: 'later', received_on: '2026-11-22' };
    expect(await world.refusal('payments.record', owed.admin, { params, body: { payments: [later] } })).toBe(
      '400/11102 body.payments.0.received_on',
    );
  });

  it('keep of an IBAN its last four characters', async () => {
    const owed = await owing();
    const method = { id: 'bank', type: 'bank_transfer' as const, label: 'Bank', account_holder: 'Helix' };
    const params = { org_id: owed.org_id };
    const body = { payment_methods: [{ ...method, iban: 'DE89 3704 0044 0532 0130 00' }] };
    const { payment_methods } = await world.ok('payment_methods.create', owed.admin, { params, body });
    expect(payment_methods[0]?.iban_last4).toBe('3000');
    const stored = await world.rows(sql<{ row: string }>`select to_jsonb(m)::text as row from payment_methods m`);
    expect(stored.some(({ row }) => row.includes('0532'))).toBe(false);
  });

  it('refuse a statement that is none, and say why', async () => {
    const owed = await owing();
    const params = { org_id: owed.org_id };
    for (const text of ['hello', 'a,b\nc,d', '\u0001'])
      expect(await world.refusal('reconciliations.suggest', owed.admin, { params, body: { text } })).toBe(
        '400/11102 body.text',
      );
  });
});
