import {
  CLASSIC_POLICY,
  DEFAULT_POLICY,
  NIST_POLICY,
  PASSWORD_RULES,
  type PasswordPolicy,
  type PasswordRule,
} from '../../../contract/password-policy.ts';

export interface Preset {
  readonly id: 'nist' | 'classic' | 'minimal';
  readonly name: string;
  readonly text: string;
  readonly recommended: boolean;
  readonly policy: PasswordPolicy;
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'nist',
    name: 'Long and uncommon',
    text: 'As NIST SP 800-63B advises: at least 15 characters, no common words, none that give away who one is, and no change without a reason.',
    recommended: true,
    policy: NIST_POLICY,
  },
  {
    id: 'classic',
    name: 'Composition and quarterly change',
    text: 'Upper and lower case, digits and signs, changed every 90 days. Older audits ask for it; people write such passwords down.',
    recommended: false,
    policy: CLASSIC_POLICY,
  },
  {
    id: 'minimal',
    name: 'Eight characters',
    text: 'The least that is allowed: eight characters, and no other rule.',
    recommended: false,
    policy: DEFAULT_POLICY,
  },
];

/** The preset that a policy is, to the last parameter; undefined for one of an organization's own. */
export const presetOf = (policy: PasswordPolicy): Preset | undefined =>
  PRESETS.find((preset) => PASSWORD_RULES.every((rule) => preset.policy[rule] === policy[rule]));

export interface SwitchRule {
  readonly rule: {
    [R in PasswordRule]: PasswordPolicy[R] extends boolean ? R : never;
  }[PasswordRule];
  readonly label: string;
  readonly hint: string;
}

/** The rules that hold or do not, in the order in which people think of them. */
export const SWITCH_RULES: readonly SwitchRule[] = [
  { rule: 'no_common_vocabs', label: 'No common words', hint: 'None of the words that attackers try first.' },
  { rule: 'no_simple_passwords', label: 'No simple patterns', hint: 'Nothing like 12345678 or aaaaaaa1.' },
  { rule: 'exclude_names', label: 'No names', hint: 'Not the person’s own first, middle or last name.' },
  { rule: 'exclude_email', label: 'No e-mail address', hint: 'Not the part before the @, with or without its signs.' },
  {
    rule: 'no_overlap_with_old',
    label: 'Not like the last one',
    hint: 'Neither contains the current password nor is contained in it.',
  },
  {
    rule: 'upper_case_needed',
    label: 'An upper-case letter',
    hint: 'Composition rules make passwords harder to remember than to guess.',
  },
  { rule: 'lower_case_needed', label: 'A lower-case letter', hint: 'A composition rule.' },
  { rule: 'numeric_needed', label: 'A digit', hint: 'A composition rule.' },
  { rule: 'non_alphanumeric_needed', label: 'A special character', hint: 'A composition rule.' },
  { rule: 'no_confusing_letters', label: 'No look-alike characters', hint: 'None such as o and 0, or l and 1.' },
];

export interface NumberRule {
  readonly rule: 'minimum_length' | 'maximum_length' | 'password_reuse' | 'password_lifespan';
  readonly label: string;
  readonly min: number;
  readonly max: number;
  /** What the field holds when the rule is switched on; undefined for a rule that always holds. */
  readonly initial?: number;
  readonly hint: string;
}

export const NUMBER_RULES: readonly NumberRule[] = [
  {
    rule: 'minimum_length',
    label: 'Minimum length, in characters',
    min: 8,
    max: 128,
    hint: 'Length is what makes a password strong.',
  },
  {
    rule: 'maximum_length',
    label: 'Maximum length, in characters',
    min: 64,
    max: 1024,
    hint: 'Long enough for a sentence.',
  },
  {
    rule: 'password_reuse',
    label: 'Earlier passwords that may not come back',
    min: 1,
    max: 24,
    initial: 5,
    hint: 'How many of the last ones are refused.',
  },
  {
    rule: 'password_lifespan',
    label: 'Must be changed after, in days',
    min: 1,
    max: 3650,
    initial: 365,
    hint: 'NIST advises against it: people then choose weaker ones.',
  },
];
