import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenRules } from '../../contract/api/policies.ts';
import { ACTION_NAMES } from '../../contract/permissions.ts';
import { brokenRules, tokenViolations } from './token-rules.ts';

const scope = fc.constantFrom<NonNullable<TokenRules['allowed_scopes']>[number]>(
  '*',
  'read',
  ...ACTION_NAMES.slice(0, 6),
);
const scopes = fc.uniqueArray(scope, { minLength: 1, maxLength: 4 });
const rules: fc.Arbitrary<TokenRules> = fc.record({
  max_lifetime_days: fc.option(fc.integer({ min: 1, max: 400 })),
  require_expiry: fc.boolean(),
  allowed_scopes: fc.option(scopes),
});
const token = fc.record({
  made_by: fc.constantFrom('person' as const, 'sign_in' as const, 'workspace' as const),
  scopes,
  life_days: fc.option(fc.double({ min: 0, max: 500, noNaN: true })),
});
const options = { seed: 20261124, numRuns: 5000 };

describe('the rules for tokens', () => {
  it('name exactly what a token that a person made breaks, and nothing of a sign-in', () => {
    fc.assert(
      fc.property(token, rules, (given, asked) => {
        const made = given.made_by === 'person';
        const endless = given.life_days === null;
        const tooLong =
          asked.max_lifetime_days !== null && (endless || (given.life_days ?? 0) > asked.max_lifetime_days + 1 / 24);
        const allowed = asked.allowed_scopes;
        const foreign =
          allowed !== null && !allowed.includes('*') && given.scopes.some((one) => !allowed.includes(one));
        const expected = [
          ...(made && tooLong ? ['max_lifetime'] : []),
          ...(made && asked.require_expiry && endless ? ['require_expiry'] : []),
          ...(made && foreign ? ['allowed_scopes'] : []),
        ];
        expect(tokenViolations(given, asked)).toEqual(expected);
      }),
      options,
    );
  });

  it('never let more in when they are stricter, and a narrower token is never kept out by its scopes alone', () => {
    fc.assert(
      fc.property(token, rules, fc.nat(3), (given, asked, drop) => {
        const stricter = {
          ...asked,
          max_lifetime_days: Math.min(asked.max_lifetime_days ?? 400, 30),
          require_expiry: true,
        };
        expect(tokenViolations(given, stricter)).toEqual(expect.arrayContaining(tokenViolations(given, asked)));
        const fewer = given.scopes.filter((_, index) => index !== drop);
        const narrower = tokenViolations({ ...given, scopes: fewer }, asked);
        expect(tokenViolations(given, asked)).toEqual(expect.arrayContaining(narrower));
      }),
      options,
    );
  });

  it('deny with every rule, a withdrawal first, and let in where there are none', () => {
    const endless = { made_by: 'person', scopes: ['*'], life_days: null } as const;
    const strict = { max_lifetime_days: 30, require_expiry: true, allowed_scopes: null };
    expect(brokenRules({ ...endless, rules: strict, withdrawn: true })).toEqual([
      'withdrawn',
      'max_lifetime',
      'require_expiry',
    ]);
    expect(brokenRules({ ...endless, rules: null, withdrawn: false })).toEqual([]);
    expect(brokenRules(null)).toEqual([]);
  });
});
