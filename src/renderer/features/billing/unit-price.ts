import { byLocale } from '../../lib/locale.ts';

/** A price may have parts of a micro-unit; twelve places hold all of it. */
const PLACES = 12;

const formats = byLocale((locale) => {
  const made = new Map<string, Intl.NumberFormat>();
  return (currency: string): Intl.NumberFormat => {
    const options = { style: 'currency', currency, maximumFractionDigits: PLACES } as const;
    const format = made.get(currency) ?? new Intl.NumberFormat(locale, options);
    made.set(currency, format);
    return format;
  };
});

/** Micro-units with places as a decimal of the currency, exact: "0.6" is "0.0000006". */
export function priceDecimal(micros: string): string {
  const [whole = '0', places = ''] = micros.split('.');
  const digits = whole.padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}${places}`;
}

/** The price of one unit with all its places: "$0.0000006". */
export const unitPrice = (micros: string, currency: string): string =>
  formats()(currency).format(priceDecimal(micros) as Intl.StringNumericLiteral);
