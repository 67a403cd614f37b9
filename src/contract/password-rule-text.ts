import type { PasswordPolicy, PasswordRule } from './password-policy.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const TEXTS: Readonly<Record<PasswordRule, (policy: PasswordPolicy) => string>> = {
  minimum_length: ({ minimum_length }) => `At least ${counted(minimum_length, 'character')}`,
  maximum_length: ({ maximum_length }) => `At most ${counted(maximum_length, 'character')}`,
  upper_case_needed: () => 'An upper-case letter',
  lower_case_needed: () => 'A lower-case letter',
  numeric_needed: () => 'A digit',
  non_alphanumeric_needed: () => 'A special character',
  password_reuse: ({ password_reuse }) =>
    password_reuse === 1
      ? 'Not your present password'
      : `None of your last ${counted(password_reuse ?? 0, 'password')}`,
  exclude_names: () => 'Not your name',
  exclude_email: () => 'Not your e-mail address',
  no_confusing_letters: () => 'No characters that look alike, such as o and 0',
  no_simple_passwords: () => 'No simple pattern or very common password',
  no_common_vocabs: () => 'No common password within it',
  no_overlap_with_old: () => 'Not part of your present password, nor the other way round',
  password_lifespan: ({ password_lifespan }) => `Changed at the latest after ${counted(password_lifespan ?? 0, 'day')}`,
};

/** A rule as something to keep: "At least 15 characters". */
export const ruleText = (rule: PasswordRule, policy: PasswordPolicy): string => TEXTS[rule](policy);
