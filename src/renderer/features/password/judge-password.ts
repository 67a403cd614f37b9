import { type PasswordContext, passwordViolations } from '../../../contract/password-check.ts';
import type { PasswordPolicy, PasswordRule } from '../../../contract/password-policy.ts';
import { ruleText } from '../../../contract/password-rule-text.ts';
import { chosenRules } from './password-rule-text.ts';
import type { Strength } from './use-strength.ts';

export type Known = Pick<PasswordContext, 'names' | 'emails' | 'current'>;

export interface JudgedRule {
  readonly rule: PasswordRule;
  readonly text: string;
  /** `later` for what only the server knows, and for everything while nothing is typed. */
  readonly state: 'kept' | 'broken' | 'later';
}

const needsList = (rule: PasswordRule): boolean => rule === 'no_common_vocabs' || rule === 'no_simple_passwords';

/** Whether this machine knows enough to say that the rule is kept. */
function canTell(rule: PasswordRule, { names = [], emails = [], current }: Known, strength: Strength | null): boolean {
  if (rule === 'password_reuse') return false;
  if (rule === 'exclude_names') return names.some((name) => name !== '');
  if (rule === 'exclude_email') return emails.some((email) => email !== '');
  if (rule === 'no_overlap_with_old') return Boolean(current);
  return !needsList(rule) || strength !== null;
}

/** Each rule of the policy, as the server will judge it, with what can be known here. */
export function judgePassword(
  password: string,
  policy: PasswordPolicy,
  known: Known,
  strength: Strength | null,
): JudgedRule[] {
  const isCommon = strength === null ? {} : { isCommon: strength.isCommon };
  const violations = passwordViolations(password, policy, { ...known, ...isCommon });
  const stateOf = (rule: PasswordRule) => {
    if (password === '') return 'later';
    if (violations[rule]) return 'broken';
    return canTell(rule, known, strength) ? 'kept' : 'later';
  };
  const tooLong: PasswordRule[] = violations.maximum_length ? ['maximum_length'] : [];
  const rules = [...chosenRules(policy), ...tooLong];
  return rules.map((rule) => ({ rule, text: ruleText(rule, policy), state: stateOf(rule) }));
}
