import type { InvoiceLine } from '../../contract/api/invoices.ts';
import type { PriceTerms } from '../../contract/api/prices.ts';
import { USAGE_UNITS, type UsageCategory } from '../../contract/api/usage.ts';
import { divideHalfEven, formatDecimal, parseDecimal, plainDecimal, roundToMinor, SCALE, sumOf } from './decimal.ts';
import { monthName } from './months.ts';

/** The usage of one category, kind and month of use that an invoice bills, at one price or several. */
export interface BilledUsage {
  readonly category: UsageCategory;
  /** Empty for none. */
  readonly kind: string;
  /** The month in which it was used: an earlier one than the invoice's where it came late. */
  readonly used_in: string;
  readonly quantity: string;
  readonly cost_micros: string;
  /** Null where there was more than one. */
  readonly unit_price_micros: string | null;
}

export interface InvoiceInput {
  readonly month: string;
  readonly usage: readonly BilledUsage[];
  readonly terms: PriceTerms;
  readonly credit_balance_micros: bigint;
  /** Micro-units of the smallest coin. */
  readonly minor_unit: bigint;
}

export interface InvoiceSums {
  readonly lines: InvoiceLine[];
  /** Usage less allowances and discounts. */
  readonly subtotal_micros: bigint;
  readonly tax_micros: bigint;
  /** How much of the balance is used; negative where corrections outweigh the month and their sum is added to it. */
  readonly credit_micros: bigint;
  readonly total_micros: bigint;
}

const CATEGORY_NAMES: Readonly<Record<UsageCategory, string>> = {
  prediction: 'Predictions',
  search: 'Searches',
  training: 'Training',
  storage: 'Input storage',
  compute: 'Compute time',
  tokens: 'Tokens',
};

/** What a category, or a kind of it, is called on an invoice. */
export const usageName = (category: UsageCategory, kind: string): string =>
  kind === '' ? CATEGORY_NAMES[category] : `${CATEGORY_NAMES[category]}, ${kind}`;

type Draft = Omit<InvoiceLine, 'amount_micros'> & { readonly micros: bigint };

function usageLine(month: string, usage: BilledUsage): Draft {
  const late = usage.used_in !== month;
  const name = usageName(usage.category, usage.kind);
  return {
    type: late ? 'late_usage' : 'usage',
    category: usage.category,
    kind: usage.kind === '' ? null : usage.kind,
    description: late ? `${name}: late, used in ${monthName(usage.used_in)}` : name,
    quantity: plainDecimal(usage.quantity),
    unit: USAGE_UNITS[usage.category],
    ...(usage.unit_price_micros === null ? {} : { unit_price_micros: plainDecimal(usage.unit_price_micros) }),
    micros: BigInt(usage.cost_micros),
  };
}

interface Volume {
  readonly quantity: bigint;
  readonly cost: bigint;
}

/** The month's own usage of a category, or of one kind of it. What came late had its month's terms then. */
function volumeOf(input: InvoiceInput, category: string, kind: string | null): Volume {
  const rows = input.usage.filter(
    (row) => row.used_in === input.month && row.category === category && (kind === null || row.kind === kind),
  );
  return {
    quantity: rows.reduce((sum, row) => sum + parseDecimal(row.quantity), 0n),
    cost: sumOf(rows.map((row) => row.cost_micros)),
  };
}

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a < b ? b : a);

/** The part of a volume's cost that `part` of its quantity makes: where all units cost the same, part times price. */
const shareOf = ({ quantity, cost }: Volume, part: bigint): bigint =>
  quantity <= 0n ? 0n : divideHalfEven(cost * part, quantity);

function allowanceLines(input: InvoiceInput): Draft[] {
  return input.terms.allowances.flatMap(({ category, kind, quantity }): Draft[] => {
    const volume = volumeOf(input, category, kind);
    const free = smaller(parseDecimal(quantity), volume.quantity);
    if (free <= 0n) return [];
    return [
      {
        type: 'allowance',
        category,
        kind,
        description: `${usageName(category, kind ?? '')}: free allowance`,
        quantity: formatDecimal(-free),
        unit: USAGE_UNITS[category],
        micros: -shareOf(volume, free),
      },
    ];
  });
}

/** How much of a category or kind the allowances cover: tiers lower the price of the rest alone. */
function freeQuantity(input: InvoiceInput, category: string, kind: string | null): bigint {
  let free = 0n;
  for (const allowance of input.terms.allowances)
    if (allowance.category === category && (kind === null || allowance.kind === kind))
      free += smaller(parseDecimal(allowance.quantity), volumeOf(input, category, allowance.kind).quantity);
  return free;
}

function tierText({ category, kind, from_quantity, discount_percent }: PriceTerms['tiers'][number]): string {
  const from = from_quantity.replace(/\B(?=(\d{3})+(\.|$))/g, ',');
  return `${usageName(category, kind ?? '')}: ${discount_percent}% less from ${from} ${USAGE_UNITS[category]} on`;
}

/** Tiers count from the month's first unit; the units beyond each one's beginning cost so much less, up to the next. */
function tierLines(input: InvoiceInput): Draft[] {
  const { tiers } = input.terms;
  return tiers.flatMap((tier): Draft[] => {
    const volume = volumeOf(input, tier.category, tier.kind);
    const from = parseDecimal(tier.from_quantity);
    const next = tiers
      .filter(({ category, kind }) => category === tier.category && kind === tier.kind)
      .map(({ from_quantity }) => parseDecimal(from_quantity))
      .filter((begin) => begin > from)
      .reduce(smaller, volume.quantity);
    const free = freeQuantity(input, tier.category, tier.kind);
    const begin = larger(free, from);
    const part = smaller(next, volume.quantity) - begin;
    if (part <= 0n) return [];
    const cost = shareOf(volume, part);
    const percent = parseDecimal(tier.discount_percent);
    return [
      {
        type: 'tier',
        category: tier.category,
        kind: tier.kind,
        description: tierText(tier),
        quantity: formatDecimal(part),
        unit: USAGE_UNITS[tier.category],
        micros: -divideHalfEven(cost * percent, 100n * SCALE),
      },
    ];
  });
}

const plainLine = (type: InvoiceLine['type'], description: string, micros: bigint): InvoiceLine => ({
  type,
  category: null,
  kind: null,
  description,
  quantity: null,
  unit: null,
  amount_micros: String(micros),
});

/**
 * The lines of a month's invoice and their sums. Each line is rounded once to the currency's minor unit, half to even;
 * the total is the sum of the lines. Taxes are on what remains after allowances and discounts; credits pay last.
 */
export function invoiceLines(input: InvoiceInput): InvoiceSums {
  const round = (micros: bigint): bigint => roundToMinor(micros, input.minor_unit);
  const usage = input.usage.map((row) => usageLine(input.month, row));
  const charges = [...usage, ...allowanceLines(input), ...tierLines(input)].map(
    ({ micros, ...line }): InvoiceLine => ({ ...line, amount_micros: String(round(micros)) }),
  );
  const subtotal = sumOf(charges.map((line) => line.amount_micros));
  // A month without anything to bill has no lines at all, and so no invoice.
  const taxed = charges.length === 0 ? [] : input.terms.taxes;
  const taxes = taxed.map(({ name, percent }) =>
    plainLine('tax', `${name} ${percent}%`, round(divideHalfEven(subtotal * parseDecimal(percent), 100n * SCALE))),
  );
  const tax = sumOf(taxes.map((line) => line.amount_micros));
  const before = subtotal + tax;
  // A credit pays whole coins: what is left of it stays in the balance.
  const usable = input.credit_balance_micros - (input.credit_balance_micros % input.minor_unit);
  const credit = before < 0n ? before : smaller(before, usable);
  const text = credit < 0n ? 'Carried over to your credits' : 'Credits';
  const credits = credit === 0n ? [] : [plainLine('credit', text, -credit)];
  return {
    lines: [...charges, ...taxes, ...credits],
    subtotal_micros: subtotal,
    tax_micros: tax,
    credit_micros: credit,
    total_micros: before - credit,
  };
}
