import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PasswordContext, passwordViolations, violatedRules } from './password-check.ts';
import { isSimplePattern } from './password-patterns.ts';
import {
  CLASSIC_POLICY,
  DEFAULT_POLICY,
  NIST_POLICY,
  PASSWORD_RULES,
  type PasswordPolicy,
  type PasswordRule,
  passwordPolicy,
  strictest,
} from './password-policy.ts';

const COMMON = new Set(['password', 'dragon', 'abcd12', '696969', 'iloveyou']);
const isCommon = (text: string) => COMMON.has(text);
const options = { seed: 20261124, numRuns: 1000 };

const context: PasswordContext = {
  names: ['Ada Augusta', 'Löwe-Byron', 'Q', '李'],
  emails: ['a.b+lace@x.example'],
  current: 'Present-Pass',
  usedBefore: 3,
  ageInDays: 40,
  isCommon,
};

/** A policy of one rule and the two lengths that every policy has. */
const only = (rule: Partial<PasswordPolicy>): PasswordPolicy => ({ ...DEFAULT_POLICY, ...rule });
const violates = (rule: PasswordRule, policy: PasswordPolicy, password: string, known = context) =>
  passwordViolations(password, policy, known)[rule] === true;

const lower = fc.constantFrom(...'bdghkmvwxz');
const word = (min: number, max = min) => fc.string({ unit: lower, minLength: min, maxLength: max });
/** Puts a text anywhere into another. */
const around = (inner: fc.Arbitrary<string>) =>
  fc.tuple(word(0, 9), inner, word(0, 9)).map(([before, text, after]) => before + text + after);
const anyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((one, index) => (upper[index] ? one.toUpperCase() : one)).join(''));

interface RuleCase {
  readonly rule: PasswordRule;
  readonly policy: PasswordPolicy;
  readonly refused: fc.Arbitrary<string>;
  /** Left out where what is known decides, and not the text: those have a test of their own. */
  readonly accepted?: fc.Arbitrary<string>;
}

const cases: readonly RuleCase[] = [
  {
    rule: 'minimum_length',
    policy: only({ minimum_length: 12 }),
    // A clef is two UTF-16 units and a decomposed letter two code points: both count as one character.
    refused: fc
      .string({ unit: fc.constantFrom('a', '𝄞', 'e\u0301'), maxLength: 22 })
      .filter((text) => [...text.normalize('NFC')].length < 12),
    accepted: fc
      .array(fc.constantFrom('a', '𝄞', 'e\u0301'), { minLength: 12, maxLength: 60 })
      .map((all) => all.join('')),
  },
  {
    rule: 'maximum_length',
    policy: only({ maximum_length: 64 }),
    refused: word(65, 200),
    accepted: fc.array(fc.constantFrom('a', '𝄞', 'e\u0301'), { maxLength: 64 }).map((all) => all.join('')),
  },
  {
    rule: 'upper_case_needed',
    policy: only({ upper_case_needed: true }),
    refused: word(8, 20),
    accepted: around(fc.constantFrom('A', 'Ä', 'Ж', 'Ω')),
  },
  {
    rule: 'lower_case_needed',
    policy: only({ lower_case_needed: true }),
    refused: fc.string({ unit: fc.constantFrom('A', 'Ä', '7', '!', '李'), maxLength: 20 }),
    accepted: fc.string({ unit: fc.constantFrom('A', '7') }).map((text) => `${text}ä`),
  },
  {
    rule: 'numeric_needed',
    policy: only({ numeric_needed: true }),
    refused: word(8, 20),
    accepted: around(fc.constantFrom('0', '9', '٣')),
  },
  {
    rule: 'non_alphanumeric_needed',
    policy: only({ non_alphanumeric_needed: true }),
    refused: around(fc.constantFrom('1', 'É', 'e\u0301', '李')),
    accepted: around(fc.constantFrom('!', ' ', '€', '_', '😀')),
  },
  {
    rule: 'exclude_names',
    policy: only({ exclude_names: true }),
    refused: fc
      .constantFrom('ada', 'augusta', 'löwe', 'lo\u0308we', 'byron', 'adaaugusta', 'löwebyron', '李')
      .chain((name) => around(anyCase(name))),
    accepted: around(fc.constantFrom('q', 'ad', 'byrom', 'lowe', '')),
  },
  {
    rule: 'exclude_email',
    policy: only({ exclude_email: true }),
    refused: fc.constantFrom('a.b+lace', 'ablace').chain((local) => around(anyCase(local))),
    accepted: around(fc.constantFrom('ab', 'lace', 'a.blace', 'example', '')),
  },
  {
    rule: 'no_confusing_letters',
    policy: only({ no_confusing_letters: true }),
    refused: around(fc.constantFrom('0', 'O', 'o', '1', 'l', 'I', '|')),
    accepted: word(8, 30),
  },
  {
    rule: 'no_simple_passwords',
    policy: only({ no_simple_passwords: true }),
    refused: fc.constantFrom(
      ...[
        '12345678',
        '87654321',
        'abcdefgh',
        'aaaaaaa1',
        'aaaaaaaa',
        'Qwertyuiop',
        '1qaz2wsx',
        'poiuytrewq',
        'abcabcabc',
      ],
      ...[
        '12121212',
        'asdfghjk!',
        '123123123x',
        'xyzXYZxyz',
        '11112222',
        'qwertz123',
        'DRAGON',
        '！！！！',
        '9876543210ab',
      ],
    ),
    accepted: fc.constantFrom(
      ...[
        'correct horse battery',
        'Tr0ub4dor&3',
        'mein hund mag käse',
        'xkpwvhgd',
        '1234-my-own-words',
        'mississippi river',
      ],
    ),
  },
  {
    rule: 'no_common_vocabs',
    policy: only({ no_common_vocabs: true }),
    refused: fc.oneof(
      fc.constantFrom('password', 'dragon', 'abcd12', 'iloveyou').chain((text) => around(anyCase(text))),
      fc.constant('696969'),
    ),
    // Digits alone are no word where they stand among others.
    accepted: fc.oneof(
      word(8, 30),
      around(fc.constant('696969')).filter((text) => text !== '696969'),
    ),
  },
  {
    rule: 'no_overlap_with_old',
    policy: only({ no_overlap_with_old: true }),
    refused: fc.oneof(around(fc.constant('Present-Pass')), fc.constantFrom('Present-', 'ent-Pa', 'Present-Pass')),
    accepted: word(8, 30),
  },
  {
    rule: 'password_reuse',
    policy: only({ password_reuse: 3 }),
    refused: word(8, 30),
  },
  {
    rule: 'password_lifespan',
    policy: only({ password_lifespan: 39 }),
    refused: word(8, 30),
  },
];

describe('a password rule', () => {
  it('has a case here', () => {
    expect(cases.map(({ rule }) => rule).sort()).toEqual([...PASSWORD_RULES].sort());
  });

  it.each(cases)('$rule refuses what it speaks of, alone', ({ rule, policy, refused }) => {
    fc.assert(
      fc.property(refused, (password) => {
        expect(violates(rule, policy, password)).toBe(true);
        const others = violatedRules(passwordViolations(password, policy, context)).filter((one) => one !== rule);
        expect(others.filter((one) => one !== 'minimum_length')).toEqual([]);
      }),
      { ...options, numRuns: 200 },
    );
  });

  it.each(cases.flatMap(({ accepted, ...one }) => (accepted === undefined ? [] : [{ ...one, accepted }])))(
    '$rule accepts the rest',
    ({ rule, policy, accepted }) => {
      fc.assert(
        fc.property(accepted, (password) => {
          expect(violates(rule, policy, password)).toBe(false);
        }),
        { ...options, numRuns: 200 },
      );
    },
  );

  it('of reuse counts back as far as the policy says, and no further', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 24 }), fc.option(fc.integer({ min: 1, max: 30 })), (last, usedBefore) => {
        const found = violates('password_reuse', only({ password_reuse: last }), 'x', { usedBefore });
        expect(found).toBe(usedBefore !== null && usedBefore <= last);
      }),
      options,
    );
  });

  it('of age allows the last day, and says nothing of a password that is being chosen', () => {
    const policy = only({ password_lifespan: 90 });
    const at = (ageInDays: number | null) => violates('password_lifespan', policy, 'x', { ageInDays });
    expect([at(89), at(90), at(90.001), at(null)]).toEqual([false, false, true, false]);
  });

  it('that is off refuses nothing, whatever is known', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }), (password) => {
        expect(passwordViolations(password, DEFAULT_POLICY, context)).toEqual({});
      }),
      options,
    );
  });

  it('finds a simple pattern in hostile text without taking long, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 1024 }), (text) => {
        expect(typeof isSimplePattern(text)).toBe('boolean');
      }),
      { ...options, numRuns: 100 },
    );
  });
});

const policies: fc.Arbitrary<PasswordPolicy> = fc.record({
  minimum_length: fc.integer({ min: 8, max: 64 }),
  maximum_length: fc.integer({ min: 64, max: 1024 }),
  upper_case_needed: fc.boolean(),
  lower_case_needed: fc.boolean(),
  numeric_needed: fc.boolean(),
  non_alphanumeric_needed: fc.boolean(),
  password_reuse: fc.option(fc.integer({ min: 1, max: 24 })),
  exclude_names: fc.boolean(),
  exclude_email: fc.boolean(),
  no_confusing_letters: fc.boolean(),
  no_simple_passwords: fc.boolean(),
  no_common_vocabs: fc.boolean(),
  no_overlap_with_old: fc.boolean(),
  password_lifespan: fc.option(fc.integer({ min: 1, max: 3650 })),
});
const passwords = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 90 }),
  around(fc.constantFrom('ada', 'ablace', 'Present-Pass', 'password', '12345678', 'O0', 'A1!')),
);
const contexts = fc.record({
  names: fc.constant(context.names ?? []),
  emails: fc.constant(context.emails ?? []),
  current: fc.constantFrom(null, 'Present-Pass'),
  usedBefore: fc.option(fc.integer({ min: 1, max: 24 })),
  ageInDays: fc.option(fc.double({ min: 0, max: 4000, noNaN: true })),
  isCommon: fc.constant(isCommon),
});

describe('the strictest of two policies', () => {
  it('refuses exactly what one of them refuses, rule by rule, and is a policy itself', () => {
    fc.assert(
      fc.property(policies, policies, passwords, contexts, (one, other, password, known) => {
        const both = { ...passwordViolations(password, one, known), ...passwordViolations(password, other, known) };
        const together = strictest(one, other);
        expect(violatedRules(passwordViolations(password, together, known))).toEqual(violatedRules(both));
        expect(passwordPolicy.parse(together)).toEqual(together);
      }),
      { ...options, numRuns: 5000 },
    );
  });

  it('does not depend on their order, and is the policy itself twice', () => {
    fc.assert(
      fc.property(policies, policies, (one, other) => {
        expect(strictest(one, other)).toEqual(strictest(other, one));
        expect(strictest(one, one)).toEqual(one);
        expect(strictest(one, DEFAULT_POLICY)).toEqual(one);
      }),
      options,
    );
  });

  it('has presets that are policies, of which the recommended one accepts a phrase of common words', () => {
    for (const preset of [NIST_POLICY, DEFAULT_POLICY, CLASSIC_POLICY])
      expect(passwordPolicy.parse(preset)).toEqual(preset);
    const common = { ...context, isCommon: (text: string) => ['correct', 'horse', 'battery'].includes(text) };
    expect(passwordViolations('correct horse battery staple', NIST_POLICY, common)).toEqual({});
  });
});
