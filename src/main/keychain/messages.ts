import { type Failure, failure } from '../lib/failure.ts';
import type { KeychainProblem } from './secret-store.ts';

const MESSAGES: Readonly<Record<KeychainProblem, string>> = {
  locked: 'The keychain is locked. Unlock it and try again. You are still signed in.',
  absent:
    'No keychain was found on this computer. Start one (on Linux GNOME Keyring or KWallet) and try again, or go on for this session only: you then sign in again next time.',
  refused:
    'The keychain refused to give or keep the secret. Allow Steward to use it and try again, or go on for this session only. You are still signed in.',
};

/** The keychain's three problems as a failure with a message of its own each. */
export const keychainFailure = (problem: KeychainProblem): Failure => failure(`keychain_${problem}`, MESSAGES[problem]);
