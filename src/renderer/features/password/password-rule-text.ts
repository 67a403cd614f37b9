import { violatedRules, violationText } from '../../../contract/password-check.ts';
import type { PasswordPolicy, PasswordRule, PasswordViolations } from '../../../contract/password-policy.ts';
import { fieldMessage, plural } from '../../lib/format.ts';

const TEXTS: Readonly<Record<PasswordRule, (policy: PasswordPolicy) => string>> = {
  minimum_length: ({ minimum_length }) => `At least ${plural(minimum_length, 'character')}`,
  maximum_length: ({ maximum_length }) => `At most ${plural(maximum_length, 'character')}`,
  upper_case_needed: () => 'An upper-case letter',
  lower_case_needed: () => 'A lower-case letter',
  numeric_needed: () => 'A digit',
  non_alphanumeric_needed: () => 'A special character',
  password_reuse: ({ password_reuse }) =>
    password_reuse === 1 ? 'Not your present password' : `None of your last ${plural(password_reuse ?? 0, 'password')}`,
  exclude_names: () => 'Not your name',
  exclude_email: () => 'Not your e-mail address',
  no_confusing_letters: () => 'No characters that look alike, such as o and 0',
  no_simple_passwords: () => 'No simple pattern or very common password',
  no_common_vocabs: () => 'No common password within it',
  no_overlap_with_old: () => 'Not part of your present password, nor the other way round',
  password_lifespan: ({ password_lifespan }) => `Changed at the latest after ${plural(password_lifespan ?? 0, 'day')}`,
};

/** A rule as something to keep: "At least 15 characters". */
export const ruleText = (rule: PasswordRule, policy: PasswordPolicy): string => TEXTS[rule](policy);

/** Why a password does not do, a sentence for each rule: "It is older than 90 days." */
export const violationSentences = (violations: PasswordViolations, policy: PasswordPolicy): string[] =>
  violatedRules(violations).map((rule) => fieldMessage(violationText(rule, policy)));

const CHOSEN_RULES = [
  'minimum_length',
  'upper_case_needed',
  'lower_case_needed',
  'numeric_needed',
  'non_alphanumeric_needed',
  'exclude_names',
  'exclude_email',
  'no_confusing_letters',
  'no_simple_passwords',
  'no_common_vocabs',
  'no_overlap_with_old',
  'password_reuse',
] as const satisfies readonly PasswordRule[];

/** The rules of a policy that a password which is being chosen can keep or break, as people read them. */
export const chosenRules = (policy: PasswordPolicy): PasswordRule[] =>
  CHOSEN_RULES.filter((rule) => policy[rule] !== false && policy[rule] !== null);
