import { violatedRules, violationText } from '../../../contract/password-check.ts';
import type { PasswordPolicy, PasswordRule, PasswordViolations } from '../../../contract/password-policy.ts';
import { fieldMessage } from '../../lib/format.ts';

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
