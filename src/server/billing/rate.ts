import { divideHalfEven, parseDecimal, SCALE } from './decimal.ts';

/** A price as the tables hold it: an empty kind or model type stands for any. */
export interface PriceEntry {
  readonly category: string;
  readonly kind: string;
  readonly model_type: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly unit_price_micros: string;
}

/** What decides the price of an event. Times are RFC 3339 in UTC with microseconds, so that they compare as texts. */
export interface Priced {
  readonly category: string;
  readonly kind?: string | undefined;
  readonly model_type?: string | undefined;
  readonly timestamp: string;
}

const fits = (price: PriceEntry, event: Priced): boolean =>
  price.category === event.category &&
  (price.kind === '' || price.kind === event.kind) &&
  (price.model_type === '' || price.model_type === event.model_type) &&
  price.valid_from <= event.timestamp &&
  (price.valid_to === null || event.timestamp < price.valid_to);

/** A price for a kind says more than one for a model type, and both together the most. */
const precision = (price: PriceEntry): number => (price.kind === '' ? 0 : 2) + (price.model_type === '' ? 0 : 1);

const better = (a: PriceEntry, b: PriceEntry): boolean =>
  precision(a) === precision(b) ? a.valid_from > b.valid_from : precision(a) > precision(b);

/** The price of an event out of one list: the most particular one that was valid then, of several the latest; or null. */
export function choosePrice(list: readonly PriceEntry[], event: Priced): PriceEntry | null {
  let chosen: PriceEntry | null = null;
  for (const price of list) if (fits(price, event) && (chosen === null || better(price, chosen))) chosen = price;
  return chosen;
}

/** The unit price of an event: the organization's own list first, then the standard one; nothing where neither has one. */
export function unitPriceOf(own: readonly PriceEntry[], standard: readonly PriceEntry[], event: Priced): string {
  return (choosePrice(own, event) ?? choosePrice(standard, event))?.unit_price_micros ?? '0';
}

/** What a quantity costs at a unit price, in whole micro-units, half to even: decided once, when the event arrives. */
export const rate = (quantity: string, unitPriceMicros: string): bigint =>
  divideHalfEven(parseDecimal(quantity) * parseDecimal(unitPriceMicros), SCALE * SCALE);
