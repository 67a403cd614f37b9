import type { PasswordViolations } from '../../../contract/password-policy.ts';
import { checkPassword, placeAmong } from './check.ts';
import type { PasswordFacts } from './person-policy.ts';

/** The rules that a password violates which the person chooses; `current` is the present one where it was typed. */
export async function checkChosen(
  password: string,
  facts: PasswordFacts,
  current: string | null,
): Promise<PasswordViolations> {
  const { names, emails, hashes, policy } = facts;
  const usedBefore = await placeAmong(password, hashes, policy.password_reuse);
  return checkPassword(password, policy, { names, emails, current, usedBefore });
}

/** The rules that the present password violates, when it was just typed. */
export const checkTyped = (password: string, { names, emails, ageInDays, policy }: PasswordFacts) =>
  checkPassword(password, policy, { names, emails, ageInDays });
