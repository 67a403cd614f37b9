/** Why the keychain did not do what was asked; each needs another step of the user. */
export type KeychainProblem = 'locked' | 'absent' | 'refused';

/** Thrown by every secret store, and nothing else is. */
export class KeychainError extends Error {
  readonly kind: KeychainProblem;

  constructor(kind: KeychainProblem, message: string) {
    super(message);
    this.name = 'KeychainError';
    this.kind = kind;
  }
}

/** The port to a place for secrets. Every method throws `KeychainError` and only that. */
export interface SecretStore {
  /**
   * The secret; null where the store is open and has none of that name (so null is certain: a locked store throws).
   * Never asks the user anything.
   */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Deletes the secret; one that is not there is no error. */
  delete(name: string): Promise<void>;
  /** Looks without asking the user anything. Never throws. */
  status(): Promise<'ready' | KeychainProblem>;
  /** Asks the user to unlock it, if that is what it needs, and answers the status then. Never throws. */
  unlock(): Promise<'ready' | KeychainProblem>;
  /** Ends what the store started. */
  close(): Promise<void>;
}

/** The service under which all of Steward's secrets are listed in the keychain. */
export const KEYCHAIN_SERVICE = 'Steward';
