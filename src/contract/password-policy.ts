import { z } from 'zod';

/** The fourteen rules of the platform's protocol (PasswordViolations), in its order. */
export const PASSWORD_RULES = [
  'minimum_length',
  'maximum_length',
  'upper_case_needed',
  'lower_case_needed',
  'numeric_needed',
  'non_alphanumeric_needed',
  'password_reuse',
  'exclude_names',
  'exclude_email',
  'no_confusing_letters',
  'no_simple_passwords',
  'no_common_vocabs',
  'no_overlap_with_old',
  'password_lifespan',
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

/** Rules with their parameters. A number that is null is a rule that does not hold. */
export const passwordPolicy = z.strictObject({
  /**
   * Characters, 8 at least (NIST SP 800-63B). At most what every organization must allow as the longest, so that no two
   * organizations of one person ask for what cannot be.
   */
  minimum_length: z.number().int().min(8).max(64),
  maximum_length: z.number().int().min(64).max(1024),
  upper_case_needed: z.boolean(),
  lower_case_needed: z.boolean(),
  numeric_needed: z.boolean(),
  non_alphanumeric_needed: z.boolean(),
  /** How many of the last passwords, the present one among them, may not come back; null for any may. */
  password_reuse: z.number().int().min(1).max(24).nullable(),
  exclude_names: z.boolean(),
  exclude_email: z.boolean(),
  no_confusing_letters: z.boolean(),
  no_simple_passwords: z.boolean(),
  no_common_vocabs: z.boolean(),
  no_overlap_with_old: z.boolean(),
  /** Days after which a password must be changed; null for never. */
  password_lifespan: z.number().int().min(1).max(3650).nullable(),
});
export type PasswordPolicy = z.infer<typeof passwordPolicy>;

/** The rules that a password violates, each as `true`; the others are left out, as published. */
export const passwordViolations = z.partialRecord(z.enum(PASSWORD_RULES), z.literal(true));
export type PasswordViolations = z.infer<typeof passwordViolations>;

/**
 * NIST SP 800-63B-4: length instead of composition, nothing guessable, none that contains who one is, and no change
 * without a reason. Common passwords are refused as a whole (`no_simple_passwords`): it says to compare the entire
 * password and not the words in it, since a phrase of common words is what it recommends.
 */
export const NIST_POLICY: PasswordPolicy = {
  minimum_length: 15,
  maximum_length: 128,
  upper_case_needed: false,
  lower_case_needed: false,
  numeric_needed: false,
  non_alphanumeric_needed: false,
  password_reuse: null,
  exclude_names: true,
  exclude_email: true,
  no_confusing_letters: false,
  no_simple_passwords: true,
  no_common_vocabs: false,
  no_overlap_with_old: false,
  password_lifespan: null,
};

/** What holds where an organization has set nothing: the least that NIST SP 800-63B allows. */
export const DEFAULT_POLICY: PasswordPolicy = {
  ...NIST_POLICY,
  minimum_length: 8,
  maximum_length: 1024,
  exclude_names: false,
  exclude_email: false,
  no_simple_passwords: false,
};

/** The rules of former days: composition, and a change every quarter. Offered for those whose auditors ask for it. */
export const CLASSIC_POLICY: PasswordPolicy = {
  ...NIST_POLICY,
  minimum_length: 12,
  upper_case_needed: true,
  lower_case_needed: true,
  numeric_needed: true,
  non_alphanumeric_needed: true,
  password_reuse: 12,
  no_common_vocabs: true,
  no_overlap_with_old: true,
  password_lifespan: 90,
};

const strictestNumber = (one: number | null, other: number | null, pick: (...of: number[]) => number) =>
  one === null || other === null ? (one ?? other) : pick(one, other);

/** The strictest of each rule of two policies: it refuses whatever one of them refuses. */
export function strictest(one: PasswordPolicy, other: PasswordPolicy): PasswordPolicy {
  return {
    minimum_length: Math.max(one.minimum_length, other.minimum_length),
    maximum_length: Math.min(one.maximum_length, other.maximum_length),
    upper_case_needed: one.upper_case_needed || other.upper_case_needed,
    lower_case_needed: one.lower_case_needed || other.lower_case_needed,
    numeric_needed: one.numeric_needed || other.numeric_needed,
    non_alphanumeric_needed: one.non_alphanumeric_needed || other.non_alphanumeric_needed,
    password_reuse: strictestNumber(one.password_reuse, other.password_reuse, Math.max),
    exclude_names: one.exclude_names || other.exclude_names,
    exclude_email: one.exclude_email || other.exclude_email,
    no_confusing_letters: one.no_confusing_letters || other.no_confusing_letters,
    no_simple_passwords: one.no_simple_passwords || other.no_simple_passwords,
    no_common_vocabs: one.no_common_vocabs || other.no_common_vocabs,
    no_overlap_with_old: one.no_overlap_with_old || other.no_overlap_with_old,
    password_lifespan: strictestNumber(one.password_lifespan, other.password_lifespan, Math.min),
  };
}
