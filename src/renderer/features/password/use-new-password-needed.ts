import { useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { DEFAULT_POLICY, type PasswordPolicy } from '../../../contract/password-policy.ts';

export interface NewPasswordNeeded {
  readonly error: AppError;
  readonly policy: PasswordPolicy;
}

/** Remembers that a sign-in asked for a new password, also while the new one is being refused. */
export function useNewPasswordNeeded(error: AppError | null): NewPasswordNeeded | null {
  const [needed, setNeeded] = useState<NewPasswordNeeded | null>(null);
  if (error?.name === 'password_violates_policy' && needed?.error !== error)
    setNeeded({ error, policy: error.password_policy ?? DEFAULT_POLICY });
  return needed;
}
