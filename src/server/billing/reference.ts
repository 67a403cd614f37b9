import { mod97 } from '../../contract/money.ts';

/** A creditor reference by ISO 11649 for a text of letters and digits, at most 21 of them: `RF18539007547034`. */
export function creditorReference(text: string): string {
  const body = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (body === '' || body.length > 21) throw new RangeError(`${text} makes no creditor reference`);
  const check = 98 - mod97(`RF00${body}`);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

/** Whether a text is a creditor reference whose check digits are right. */
export const isCreditorReference = (text: string): boolean => /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && mod97(text) === 1;

/** A reference in groups of four, as people copy it. */
export const groupReference = (reference: string): string => reference.replace(/(.{4})(?=.)/g, '$1 ');
