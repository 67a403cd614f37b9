import type { PriceTerms } from '../../../contract/api/prices.ts';
import { type Price, pricesGet } from '../../../contract/api/prices.ts';
import { USAGE_UNITS } from '../../../contract/api/usage.ts';
import { plainDecimal } from '../../billing/decimal.ts';
import type { PriceEntry } from '../../billing/rate.ts';
import type { Db } from '../../db/tables.ts';
import { handle } from '../../http/operation.ts';
import { readAccount } from './account.ts';

const FIELDS = ['category', 'kind', 'model_type', 'valid_from', 'valid_to', 'unit_price_micros'] as const;

/** The organization's own prices and the standard ones. */
export async function loadPrices(db: Db, organizationId: string) {
  const own = await db
    .selectFrom('organization_prices')
    .select(FIELDS)
    .where('organization_id', '=', organizationId)
    .orderBy('category')
    .orderBy('kind')
    .orderBy('model_type')
    .orderBy('valid_from')
    .execute();
  const standard = await db
    .selectFrom('default_prices')
    .select(FIELDS)
    .orderBy('category')
    .orderBy('kind')
    .orderBy('model_type')
    .orderBy('valid_from')
    .execute();
  return { own, standard } satisfies Record<string, PriceEntry[]>;
}

/** What is agreed with the organization: its own terms, or those that hold for all. */
export async function loadTerms(db: Db, organizationId: string): Promise<PriceTerms> {
  const issuer = await db.selectFrom('billing_issuer').select('terms').executeTakeFirstOrThrow();
  const account = await db
    .selectFrom('billing_accounts')
    .select('terms')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return account?.terms ?? issuer.terms;
}

type StoredPrice = Awaited<ReturnType<typeof loadPrices>>['own'][number];

const presentPrice = (row: StoredPrice, source: Price['source']): Price => ({
  category: row.category,
  kind: row.kind === '' ? null : row.kind,
  model_type: row.model_type === '' ? null : row.model_type,
  unit: USAGE_UNITS[row.category],
  unit_price_micros: plainDecimal(row.unit_price_micros),
  valid_from: row.valid_from,
  valid_to: row.valid_to,
  source,
});

const getPrices = handle(pricesGet, async ({ params, db }) => {
  const { currency } = await readAccount(db, params.org_id);
  const { own, standard } = await loadPrices(db, params.org_id);
  const prices = [
    ...own.map((row) => presentPrice(row, 'organization')),
    ...standard.map((row) => presentPrice(row, 'standard')),
  ];
  return { currency, prices, terms: await loadTerms(db, params.org_id) };
});

export const priceOperations = [getPrices];
