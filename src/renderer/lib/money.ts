import { byLocale } from './locale.ts';

type Exact = Intl.StringNumericLiteral;

const MICROS = 1_000_000n;

/** Micro-units as a decimal, exact: "-1500000" is "-1.500000". */
export function decimalOf(micros: string): string {
  const value = BigInt(micros);
  const amount = value < 0n ? -value : value;
  return `${value < 0n ? '-' : ''}${amount / MICROS}.${String(amount % MICROS).padStart(6, '0')}`;
}

type Style = 'plain' | 'signed' | 'compact' | 'exact' | 'whole';

const OPTIONS: Readonly<Record<Style, Intl.NumberFormatOptions>> = {
  plain: {},
  signed: { signDisplay: 'exceptZero' },
  compact: { notation: 'compact', maximumFractionDigits: 1 },
  exact: { maximumFractionDigits: 6 },
  whole: { maximumFractionDigits: 0 },
};

/** Formatters by style and currency, made anew when the locale changes. */
const formats = byLocale((locale) => {
  const made = new Map<string, Intl.NumberFormat>();
  return (style: Style, currency: string): Intl.NumberFormat => {
    const key = `${style} ${currency}`;
    const format = made.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency, ...OPTIONS[style] });
    made.set(key, format);
    return format;
  };
});

/** A format takes a decimal as text without going through a double, so that only showing rounds. */
const show = (micros: string, currency: string, style: Style): string =>
  formats()(style, currency).format(decimalOf(micros) as Exact);

/** Money as one reads it, rounded to the currency's minor unit: "$1,204.50". */
export const formatMoney = (micros: string, currency: string): string => show(micros, currency, 'plain');
/** A difference: "+$12.00", "-$3.50", "$0.00". */
export const formatMoneyChange = (micros: string, currency: string): string => show(micros, currency, 'signed');
/** Money for where there is little room, such as an axis: "$1.2K". */
export const formatMoneyCompact = (micros: string, currency: string): string => show(micros, currency, 'compact');
/** To the micro-unit, for a tooltip: "$1,204.503217". */
export const exactMoney = (micros: string, currency: string): string => show(micros, currency, 'exact');

/** A range in whole units, "$1,101–$2,027"; one that ends below 100 of them with its decimals. */
export function formatMoneyRange(low: string, high: string, currency: string): string {
  const style = BigInt(high) < 100n * MICROS ? 'plain' : 'whole';
  return `${show(low, currency, style)}–${show(high, currency, style)}`;
}

/** The sum, exact. */
export const sumMicros = (all: readonly string[]): string =>
  String(all.reduce((sum, micros) => sum + BigInt(micros), 0n));

export const subtractMicros = (from: string, what: string): string => String(BigInt(from) - BigInt(what));

/** `micros` over `days`, rounded half away from zero to a whole micro-unit. */
export function perDay(micros: string, days: number): string {
  const by = BigInt(days);
  const value = BigInt(micros);
  const half = value < 0n ? -by / 2n : by / 2n;
  return String((value + half) / by);
}

/** For the geometry of a chart only: a double in units of the currency. */
export const roughly = (micros: string): number => Number(micros) / 1_000_000;

/** The change in per cent, to one decimal; null where there was nothing before. */
export function changePercent(before: string, after: string): number | null {
  if (BigInt(before) === 0n) return null;
  return Number(((BigInt(after) - BigInt(before)) * 1000n) / BigInt(before)) / 10;
}

const AMOUNT = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

/** What somebody types, "1200" or "1,200.50", as micro-units; null where it is not a positive amount with a point before its decimals. */
export function parseMoney(text: string): string | null {
  const [, whole, fraction = ''] = AMOUNT.exec(text.trim().replace(/[\s']|,(?=\d{3}(\D|$))/g, '')) ?? [];
  if (whole === undefined) return null;
  const micros = BigInt(whole) * MICROS + BigInt(fraction.padEnd(6, '0'));
  return micros > 0n ? String(micros) : null;
}

/** Micro-units as somebody would type them: "1200.5". */
export const moneyInput = (micros: string): string => decimalOf(micros).replace(/\.?0+$/, '');
