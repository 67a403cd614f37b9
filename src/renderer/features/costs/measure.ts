import { USAGE_UNITS, type UsageCategory } from '../../../contract/api/usage.ts';
import { formatCompact } from '../../lib/format.ts';
import { decimalOf, exactMoney, formatMoney, formatMoneyChange, formatMoneyCompact } from '../../lib/money.ts';
import { formatQuantity } from './quantity.ts';

/** What a chart shows and how one reads it. Amounts are whole millionths as text, of a currency or of a unit. */
export interface Measure {
  /** For the head of a column: "Cost (USD)", "Quantity (hours)". */
  readonly unit: string;
  readonly format: (amount: string) => string;
  /** All places, for a tooltip. */
  readonly exact: (amount: string) => string;
  /** For where there is little room. */
  readonly compact: (amount: string) => string;
  readonly change: (amount: string) => string;
}

export const moneyMeasure = (currency: string): Measure => ({
  unit: currency,
  format: (amount) => formatMoney(amount, currency),
  exact: (amount) => exactMoney(amount, currency),
  compact: (amount) => formatMoneyCompact(amount, currency),
  change: (amount) => formatMoneyChange(amount, currency),
});

/** Without the zeros at its end: "12.5". */
export const plainDecimal = (amount: string): string => decimalOf(amount).replace(/\.?0+$/, '');

export function usageMeasure(category: UsageCategory): Measure {
  const unit = USAGE_UNITS[category];
  const format = (amount: string) => `${formatQuantity(decimalOf(amount))} ${unit}`;
  return {
    unit,
    format,
    exact: (amount) => `${plainDecimal(amount)} ${unit}`,
    compact: (amount) => formatCompact(Number(decimalOf(amount))),
    change: (amount) => (amount.startsWith('-') || amount === '0' ? format(amount) : `+${format(amount)}`),
  };
}

const PLACES = 6;

/** A decimal of at most six places, as quantities have, in whole millionths: "12.5" is "12500000". */
export function millionthsOf(decimal: string): string {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const amount = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  return String(decimal.startsWith('-') ? -amount : amount);
}
