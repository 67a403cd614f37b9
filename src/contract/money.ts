import { z } from 'zod';
import { DAY, isRealDay, MONTH } from './calendar.ts';
import { line, optionalLine } from './common.ts';

/** Whole micro-units of a currency (1 USD = 1,000,000), as a string: sums pass 2^53. Negative where it lowers a bill. */
export const micros = z.string().regex(/^-?\d{1,38}$/);

/** A decimal as a string, exact. */
export const decimal = z.string().regex(/^-?\d{1,38}(\.\d{1,12})?$/);

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as USD');

/** An amount that a caller gives: whole micro-units, more than nothing, below 10^15 (a billion of the currency). */
export const microsInput = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'is not a whole number of micro-units between 1 and 10^15')
  .or(z.number().int().min(1).max(999_999_999_999_999).transform(String));

/** A day in UTC as the API answers it. */
export const dayText = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** A day in UTC, `2026-11-24`, of the years 2000 to 2199. */
export const day = z
  .string()
  .regex(DAY, 'is not a day such as 2026-11-24')
  .refine(isRealDay, 'is not a day of the calendar');

/** A calendar month in UTC, `2026-11`. */
export const month = z.string().regex(MONTH, 'is not a month such as 2026-11');

/** ISO 7064 mod 97-10, of IBANs (ISO 13616) and creditor references (ISO 11649): letters count from A = 10. */
export function mod97(text: string): number {
  const turned = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const sign of turned) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}

/** Luhn's check (ISO/IEC 7812-1), which every card number passes. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, sign] of [...digits].reverse().entries()) {
    const value = Number(sign) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** IBANs and creditor references: letters, check digits and more, whose parts can look like a card number. */
const ACCOUNT = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{1,4}){1,8}\b/gi;
const DIGITS = /(?<![\dA-Za-z])\d(?:[ .-]?\d){12,18}(?![\dA-Za-z])/g;

/** Whether a text holds what looks like a card number: 13 to 19 digits, also in groups, that pass Luhn's check. */
export function holdsCardNumber(text: string): boolean {
  const rest = text.replace(ACCOUNT, (found) => {
    const plain = found.replaceAll(' ', '').toUpperCase();
    return mod97(plain) === 1 ? ' ' : found;
  });
  return [...rest.matchAll(DIGITS)].some(([found]) => passesLuhn(found.replace(/\D/g, '')));
}

const CARD = 'looks like a card number: none is kept here';

/** One line of text about money, which must not hold a card number. */
export const moneyLine = (max: number) => line(max).refine((text) => !holdsCardNumber(text), CARD);
/** Like `moneyLine`, and may be empty. */
export const optionalMoneyLine = (max: number) => optionalLine(max).refine((text) => !holdsCardNumber(text), CARD);

/** An IBAN (ISO 13616), without spaces and in capitals. */
export const iban = z
  .string()
  .max(60)
  .transform((text) => text.replace(/\s/g, '').toUpperCase())
  .refine((text) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text) && mod97(text) === 1, 'is not a valid IBAN');
