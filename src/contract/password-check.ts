import { isSimplePattern } from './password-patterns.ts';
import { PASSWORD_RULES, type PasswordPolicy, type PasswordRule, type PasswordViolations } from './password-policy.ts';

/** What is known about the person and their passwords. What is not known cannot be violated. */
export interface PasswordContext {
  /** First, middle and last names. */
  readonly names?: readonly string[];
  readonly emails?: readonly string[];
  /** The present password, where it was just typed and another is being chosen. */
  readonly current?: string | null;
  /** Which of the person's last passwords this is: 1 for the present one; null for none. */
  readonly usedBefore?: number | null;
  /** How long the password has been in use, in days; null for one that is being chosen. */
  readonly ageInDays?: number | null;
  /** Whether a text in lower case stands in the list of common passwords. */
  readonly isCommon?: (text: string) => boolean;
}

/** Words shorter than this are found in too many passwords by chance. */
const SHORTEST_COMMON_WORD = 4;
/** No password of the list is longer. */
const LONGEST_COMMON_WORD = 32;
/** Taken for one another in most typefaces. */
const CONFUSING = /[0Oo1lI|]/;

/** A password as its characters are counted: composed, by code point. */
const charactersOf = (password: string): string[] => [...password.normalize('NFC')];
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
const withoutMarks = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** One Latin letter says nothing about a person; one ideograph can be a whole name. */
const identifies = (text: string): boolean => [...text].length > 1 || /[^\p{Script=Latin}\p{N}]/u.test(text);

const containsAny = (password: string, words: readonly string[]): boolean => {
  const text = folded(password);
  return words.some((word) => identifies(word) && text.includes(word));
};

const nameParts = (names: readonly string[]): string[] =>
  names.map(folded).flatMap((name) => [...name.split(/[\s-]+/), withoutMarks(name)]);

const localParts = (emails: readonly string[]): string[] =>
  emails
    .map((email) => folded(email.slice(0, Math.max(0, email.lastIndexOf('@')))))
    .flatMap((local) => [local, withoutMarks(local)]);

const lettersIn = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;

/** Whether the password is a common one, or contains one that has four letters or more. */
function containsCommon(password: string, isCommon: (text: string) => boolean): boolean {
  const characters = [...folded(password)];
  if (isCommon(characters.join(''))) return true;
  for (let start = 0; start < characters.length; start++) {
    const longest = Math.min(characters.length, start + LONGEST_COMMON_WORD);
    for (let end = start + SHORTEST_COMMON_WORD; end <= longest; end++) {
      const part = characters.slice(start, end).join('');
      if (lettersIn(part) >= SHORTEST_COMMON_WORD && isCommon(part)) return true;
    }
  }
  return false;
}

function overlaps(password: string, current: string | null): boolean {
  if (current === null || current === '') return false;
  const [next, old] = [password.normalize('NFKC'), current.normalize('NFKC')];
  return next.includes(old) || old.includes(next);
}

type Check = (password: string, policy: PasswordPolicy, context: PasswordContext) => boolean;

/** Each rule by what its published text says: true where the password violates it. */
const CHECKS: Readonly<Record<PasswordRule, Check>> = {
  minimum_length: (password, { minimum_length }) => charactersOf(password).length < minimum_length,
  maximum_length: (password, { maximum_length }) => charactersOf(password).length > maximum_length,
  upper_case_needed: (password, policy) => policy.upper_case_needed && !/\p{Lu}/u.test(password),
  lower_case_needed: (password, policy) => policy.lower_case_needed && !/\p{Ll}/u.test(password),
  numeric_needed: (password, policy) => policy.numeric_needed && !/\p{Nd}/u.test(password),
  non_alphanumeric_needed: (password, policy) =>
    policy.non_alphanumeric_needed && !/[^\p{L}\p{M}\p{N}]/u.test(password),
  password_reuse: (_, { password_reuse }, { usedBefore = null }) =>
    password_reuse !== null && usedBefore !== null && usedBefore <= password_reuse,
  exclude_names: (password, policy, { names = [] }) => policy.exclude_names && containsAny(password, nameParts(names)),
  exclude_email: (password, policy, { emails = [] }) =>
    policy.exclude_email && containsAny(password, localParts(emails)),
  no_confusing_letters: (password, policy) => policy.no_confusing_letters && CONFUSING.test(password),
  no_simple_passwords: (password, policy, { isCommon }) =>
    policy.no_simple_passwords &&
    (isSimplePattern(password.normalize('NFC')) || (isCommon?.(folded(password)) ?? false)),
  no_common_vocabs: (password, policy, { isCommon }) =>
    policy.no_common_vocabs && isCommon !== undefined && containsCommon(password, isCommon),
  no_overlap_with_old: (password, policy, { current = null }) =>
    policy.no_overlap_with_old && overlaps(password, current),
  password_lifespan: (_, { password_lifespan }, { ageInDays = null }) =>
    password_lifespan !== null && ageInDays !== null && ageInDays > password_lifespan,
};

/** The rules of the policy that a password violates: server and interface ask the same function. */
export function passwordViolations(
  password: string,
  policy: PasswordPolicy,
  context: PasswordContext,
): PasswordViolations {
  const violated = PASSWORD_RULES.filter((rule) => CHECKS[rule](password, policy, context));
  return Object.fromEntries(violated.map((rule) => [rule, true]));
}

/** The violated rules, in the order of the protocol. */
export const violatedRules = (violations: PasswordViolations): PasswordRule[] =>
  PASSWORD_RULES.filter((rule) => violations[rule] === true);

const days = (count: number | null): string => (count === 1 ? 'a day' : `${count} days`);

const WORDS: Readonly<Record<PasswordRule, (policy: PasswordPolicy) => string>> = {
  minimum_length: ({ minimum_length }) => `is shorter than ${minimum_length} characters`,
  maximum_length: ({ maximum_length }) => `is longer than ${maximum_length} characters`,
  upper_case_needed: () => 'has no upper-case letter',
  lower_case_needed: () => 'has no lower-case letter',
  numeric_needed: () => 'has no digit',
  non_alphanumeric_needed: () => 'has no special character',
  password_reuse: ({ password_reuse }) =>
    password_reuse === 1 ? 'is your present password' : `is one of your last ${password_reuse} passwords`,
  exclude_names: () => 'contains your name',
  exclude_email: () => 'contains your e-mail address',
  no_confusing_letters: () => 'contains characters that look alike, such as o and 0',
  no_simple_passwords: () => 'is a simple pattern or a very common password',
  no_common_vocabs: () => 'contains a common password',
  no_overlap_with_old: () => 'contains your present password, or is contained in it',
  password_lifespan: ({ password_lifespan }) => `is older than ${days(password_lifespan)}`,
};

/** What is wrong with a password, in words that follow "The password". */
export const violationText = (rule: PasswordRule, policy: PasswordPolicy): string => WORDS[rule](policy);
