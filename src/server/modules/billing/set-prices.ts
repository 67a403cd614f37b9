import { z } from 'zod';
import { usageCategory } from '../../../contract/api/usage.ts';
import { timeInput } from '../../../contract/common.ts';
import { currency, iban, moneyLine } from '../../../contract/money.ts';
import { recordAudit } from '../../audit/record.ts';
import { changeOne } from '../../db/changed.ts';
import type { Db, Tx } from '../../db/tables.ts';
import { localOrigin } from '../../workspace.ts';
import { openAccount } from './account.ts';

const decimalOf = (whole: number) => {
  const form = new RegExp(`^\\d{1,${whole}}(\\.\\d{1,6})?$`);
  return z
    .union([z.string(), z.number().finite()])
    .transform(String)
    .pipe(z.string().regex(form, 'is not such a decimal'));
};
const percent = decimalOf(3);
const kind = z.string().trim().min(1).max(60).nullish();

const priceEntry = z.strictObject({
  category: usageCategory,
  kind,
  model_type: z.string().trim().min(1).max(80).nullish(),
  unit_price_micros: decimalOf(12),
  valid_from: timeInput,
  valid_to: timeInput.nullish(),
});

/** Where a category has an allowance or a tier for all of it, none of its kinds has one: nothing is taken off twice. */
function overlap(rows: readonly { category: string; kind?: string | null | undefined }[]): boolean {
  const general = new Set(rows.flatMap((row) => (row.kind ? [] : [row.category])));
  return rows.some((row) => row.kind && general.has(row.category));
}

const terms = z
  .strictObject({
    allowances: z.array(z.strictObject({ category: usageCategory, kind, quantity: decimalOf(15) })).default([]),
    tiers: z
      .array(
        z.strictObject({
          category: usageCategory,
          kind,
          from_quantity: decimalOf(15),
          discount_percent: percent.refine((text) => Number(text) <= 100, 'is more than 100'),
        }),
      )
      .default([]),
    taxes: z.array(z.strictObject({ name: moneyLine(40), percent })).default([]),
    payment_days: z.number().int().min(0).max(365).default(30),
  })
  .refine(
    ({ allowances, tiers }) => !overlap([...allowances, ...tiers]),
    'names a category both as a whole and by kind',
  )
  .refine(({ allowances }) => {
    const keys = allowances.map((one) => `${one.category} ${one.kind ?? ''}`);
    return new Set(keys).size === keys.length;
  }, 'has two allowances for the same');

/** What the operator's file may hold. All parts are optional; prices are added, everything else replaces what was. */
export const priceFile = z.strictObject({
  /** For one organization alone; for all others where it is left out. */
  organization_id: z.string().max(48).optional(),
  prices: z.array(priceEntry).max(10_000).default([]),
  terms: terms.optional(),
  issuer: z
    .strictObject({
      currency,
      name: moneyLine(120),
      address: z.array(moneyLine(120)).max(6).default([]),
      email: z.email().nullable().default(null),
      tax_id: moneyLine(40).nullable().default(null),
      account_holder: moneyLine(120),
      iban: iban.nullable().default(null),
      bic: z
        .string()
        .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'is not a BIC')
        .nullable()
        .default(null),
      number_prefix: z.string().regex(/^[A-Z]{1,8}$/, 'is not 1 to 8 capital letters'),
    })
    .optional(),
});
export type PriceFile = z.infer<typeof priceFile>;

/** The file does not fit the database: the message says why. */
export class PriceError extends Error {}

const entryOf = (price: z.infer<typeof priceEntry>) => ({
  category: price.category,
  kind: price.kind ?? '',
  model_type: price.model_type ?? '',
  valid_from: price.valid_from,
  valid_to: price.valid_to ?? null,
  unit_price_micros: price.unit_price_micros,
});

async function addPrices(db: Db, { organization_id, prices }: PriceFile): Promise<void> {
  for (const price of prices.map(entryOf)) {
    const { valid_to, unit_price_micros } = price;
    if (organization_id === undefined)
      await db
        .insertInto('default_prices')
        .values(price)
        .onConflict((conflict) =>
          conflict
            .columns(['category', 'kind', 'model_type', 'valid_from'])
            .doUpdateSet({ valid_to, unit_price_micros }),
        )
        .execute();
    else
      await db
        .insertInto('organization_prices')
        .values({ ...price, organization_id })
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'category', 'kind', 'model_type', 'valid_from'])
            .doUpdateSet({ valid_to, unit_price_micros }),
        )
        .execute();
  }
}

type Terms = z.infer<typeof terms>;
const asJson = (given: Terms): string =>
  JSON.stringify({
    ...given,
    allowances: given.allowances.map((one) => ({ ...one, kind: one.kind ?? null })),
    tiers: given.tiers.map((one) => ({ ...one, kind: one.kind ?? null })),
  });

/** Who issues invoices. The currency stays once somebody is billed in it: sums of two currencies mean nothing. */
async function setIssuer(db: Db, { organization_id, issuer }: PriceFile): Promise<void> {
  if (issuer === undefined) return;
  if (organization_id !== undefined)
    throw new PriceError('issuer: is the same for all organizations, leave organization_id out');
  const before = await db.selectFrom('billing_issuer').select('currency').executeTakeFirstOrThrow();
  const used = await db.selectFrom('billing_accounts').select('organization_id').limit(1).executeTakeFirst();
  if (used !== undefined && issuer.currency !== before.currency)
    throw new PriceError(`issuer.currency: organizations are billed in ${before.currency} already`);
  await changeOne(db.updateTable('billing_issuer').set(issuer));
}

/** What is agreed with one organization: its account's terms, and an entry in its audit log. */
async function setAgreement(db: Db, organizationId: string, file: PriceFile): Promise<void> {
  const known = await db.selectFrom('organizations').select('id').where('id', '=', organizationId).executeTakeFirst();
  if (known === undefined) throw new PriceError(`organization_id: ${organizationId} does not exist`);
  await openAccount(db, organizationId);
  if (file.terms !== undefined)
    await changeOne(
      db
        .updateTable('billing_accounts')
        .set({ terms: asJson(file.terms) })
        .where('organization_id', '=', organizationId),
    );
  await recordAudit(db, null, localOrigin(), [
    {
      event: 'PRICES_SET',
      owner_id: organizationId,
      targets: [{ organization: { id: organizationId } }],
      details: { prices: file.prices.length, terms: file.terms ?? null },
    },
  ]);
}

/**
 * Takes over the operator's prices, terms and bank account, in the given transaction. What was rated before keeps its
 * price, and what was invoiced its terms. Throws PriceError.
 */
export async function setPrices(trx: Tx, file: PriceFile): Promise<void> {
  await setIssuer(trx, file);
  if (file.organization_id !== undefined) await setAgreement(trx, file.organization_id, file);
  else if (file.terms !== undefined)
    await changeOne(trx.updateTable('billing_issuer').set({ terms: asJson(file.terms) }));
  await addPrices(trx, file);
}
