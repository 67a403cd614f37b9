import type { Price } from '../../../contract/api/prices.ts';
import type { PriceState } from './billing-address.ts';

/** A price with the time in which it holds in fact. */
export interface PricePeriod extends Price {
  readonly id: string;
  /** Until a later price for the same takes its place, at the latest. Null while nothing ends it. */
  readonly until: string | null;
  readonly state: PriceState;
  /** Whether the organization's own price comes before it now. */
  readonly replaced: boolean;
}

const keyOf = ({ source, category, kind, model_type }: Price): string =>
  JSON.stringify([source, category, kind, model_type]);

const earlier = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

const stateOf = (from: string, until: string | null, now: string): PriceState => {
  if (from > now) return 'coming';
  return until !== null && until <= now ? 'past' : 'current';
};

/** Whether every event that `price` fits is one that `own` fits as well. */
const covers = (own: Price, price: Price): boolean =>
  own.category === price.category &&
  (own.kind === null || own.kind === price.kind) &&
  (own.model_type === null || own.model_type === price.model_type);

/** The prices of a list with their validity as of `now` (RFC 3339), what holds now first, then what comes, then the past. */
export function pricePeriods(prices: readonly Price[], now: string): PricePeriod[] {
  const periods = prices.map((price) => {
    const next = prices
      .filter((other) => keyOf(other) === keyOf(price) && other.valid_from > price.valid_from)
      .map(({ valid_from }) => valid_from)
      .sort()[0];
    const until = earlier(price.valid_to, next ?? null);
    return { ...price, id: `${keyOf(price)} ${price.valid_from}`, until, state: stateOf(price.valid_from, until, now) };
  });
  const own = periods.filter(({ source, state }) => source === 'organization' && state === 'current');
  const order = (period: PricePeriod) => ['current', 'coming', 'past'].indexOf(period.state);
  return periods
    .map((period) => ({
      ...period,
      replaced: period.source === 'standard' && period.state === 'current' && own.some((one) => covers(one, period)),
    }))
    .sort(
      (a, b) =>
        order(a) - order(b) || a.category.localeCompare(b.category) || (a.kind ?? '').localeCompare(b.kind ?? ''),
    );
}
