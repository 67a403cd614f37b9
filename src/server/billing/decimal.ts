/** Exact decimals as whole numbers of a millionth: quantities and unit prices have at most six places. */
export const SCALE = 1_000_000n;

const FORM = /^(-?)(\d+)(?:\.(\d{1,6})0*)?$/;

/** `12.5` as 12500000. Throws RangeError for what is no decimal with at most six places. */
export function parseDecimal(text: string): bigint {
  const [, sign, whole = '', places = ''] = FORM.exec(text) ?? [];
  if (sign === undefined) throw new RangeError(`${text} is not a decimal with at most six places`);
  const value = BigInt(whole) * SCALE + BigInt(places.padEnd(6, '0'));
  return sign === '-' ? -value : value;
}

/** 12500000 as `12.5`. */
export function formatDecimal(value: bigint): string {
  const absolute = value < 0n ? -value : value;
  const places = String(absolute % SCALE)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${absolute / SCALE}${places === '' ? '' : `.${places}`}`;
}

/** A decimal as the database writes it, without the zeros that mean nothing. */
export const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** `numerator / denominator` as a whole number, half to even (IEEE 754 roundTiesToEven). The denominator is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const absolute = negative ? -numerator : numerator;
  const whole = absolute / denominator;
  const twice = (absolute % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && whole % 2n === 1n);
  const rounded = up ? whole + 1n : whole;
  return negative ? -rounded : rounded;
}

/** The sum of whole numbers written as texts. */
export const sumOf = (values: Iterable<string>): bigint => {
  let sum = 0n;
  for (const value of values) sum += BigInt(value);
  return sum;
};

/** How many micro-units the smallest coin of a currency has: 10,000 for cents, 1,000,000 for yen. */
export function minorUnit(currency: string): bigint {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return 10n ** BigInt(6 - (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** An amount rounded to the currency's minor unit, half to even, in micro-units. */
export const roundToMinor = (micros: bigint, unit: bigint): bigint => divideHalfEven(micros, unit) * unit;

/** An amount for people, all places of the currency and no rounding beyond them: `1,234.50`. */
export function formatAmount(micros: bigint, currency: string): string {
  const unit = minorUnit(currency);
  const places = String(unit).length === 7 ? 0 : 7 - String(unit).length;
  const absolute = micros < 0n ? -micros : micros;
  const minor = divideHalfEven(absolute, unit);
  const base = 10n ** BigInt(places);
  const whole = String(minor / base).replace(/\B(?=(\d{3})+$)/g, ',');
  const fraction = places === 0 ? '' : `.${String(minor % base).padStart(places, '0')}`;
  return `${micros < 0n ? '-' : ''}${whole}${fraction}`;
}
