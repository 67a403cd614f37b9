import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsCardNumber, iban } from '../../contract/money.ts';
import { creditorReference, groupReference, isCreditorReference } from './reference.ts';

describe('a creditor reference', () => {
  it('is that of ISO 11649', () => {
    // The example of the standard.
    expect(creditorReference('539007547034')).toBe('RF18539007547034');
    expect(isCreditorReference('RF18539007547034')).toBe(true);
    expect(groupReference('RF18539007547034')).toBe('RF18 5390 0754 7034');
  });

  it('finds every wrong digit and every two that changed places', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(30), fc.nat(8), (number, place, shift) => {
        const reference = creditorReference(`STW-${String(number).padStart(6, '0')}`);
        const at = 2 + (place % (reference.length - 2));
        const sign = reference[at] ?? '';
        if (/\d/.test(sign)) {
          const other = String((Number(sign) + 1 + shift) % 10);
          expect(isCreditorReference(reference.slice(0, at) + other + reference.slice(at + 1))).toBe(other === sign);
        }
        const next = reference[at + 1];
        if (next !== undefined && next !== sign && at > 3 && /\d/.test(sign + next))
          expect(isCreditorReference(reference.slice(0, at) + next + sign + reference.slice(at + 2))).toBe(false);
      }),
    );
  });
});

describe('what looks like a card number', () => {
  it.each([
    '4111111111111111',
    '4111 1111 1111 1111',
    'card 5500-0000-0000-0004, thanks',
    '378282246310005',
    '6011000990139424',
  ])('is found in %j', (text) => expect(holdsCardNumber(text)).toBe(true));
  it.each([
    '4111111111111112',
    'DE89 3704 0044 0532 0130 00',
    'RF18 5390 0754 7034',
    'Invoice STW-000123',
    '+49 30 1234567',
    '2026-11-24',
  ])('is not seen in %j', (text) => expect(holdsCardNumber(text)).toBe(false));

  it('has nothing to do with an IBAN, whose check digits are looked at', () => {
    expect(iban.parse('de89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000');
    expect(iban.safeParse('DE88370400440532013000').success).toBe(false);
  });
});
