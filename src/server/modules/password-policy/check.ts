import {
  type PasswordContext,
  passwordViolations,
  violatedRules,
  violationText,
} from '../../../contract/password-check.ts';
import type { PasswordPolicy, PasswordViolations } from '../../../contract/password-policy.ts';
import { Problem } from '../../http/problem.ts';
import { verifyPassword } from '../users/password.ts';
import { commonPasswords } from './common-passwords.ts';

/** The rules that a password violates, asked of the list of common ones where a rule speaks of it. */
export async function checkPassword(
  password: string,
  policy: PasswordPolicy,
  context: Omit<PasswordContext, 'isCommon'>,
): Promise<PasswordViolations> {
  const asksList = policy.no_simple_passwords || policy.no_common_vocabs;
  const list = asksList ? await commonPasswords() : new Set<string>();
  return passwordViolations(password, policy, { ...context, isCommon: (text) => list.has(text) });
}

/** Which of these hashes, newest first, the password was made with: its place from 1, or null. At most `last` are tried. */
export async function placeAmong(password: string, hashes: readonly string[], last: number | null) {
  for (const [index, encoded] of hashes.slice(0, last ?? 0).entries())
    if (await verifyPassword(encoded, password)) return index + 1;
  return null;
}

/** Throws invalid with a detail for each violated rule, in words, at `field`. */
export function assertFits(field: string, violations: PasswordViolations, policy: PasswordPolicy): void {
  const details = violatedRules(violations).map((rule) => ({ field, message: violationText(rule, policy) }));
  if (details.length === 0) return;
  throw new Problem('invalid', `The password ${details.map(({ message }) => message).join('; it ')}`, details);
}
