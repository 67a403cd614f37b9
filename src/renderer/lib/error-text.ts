import type { AppError } from '../../contract/errors.ts';
import { localErrorNames } from '../../contract/vocabulary.ts';
import { plural } from './format.ts';

export interface ErrorText {
  readonly title: string;
  /** What to do about it. */
  readonly advice: string;
  /** Whether asking again can help. */
  readonly retry: boolean;
}

const again = (title: string, advice: string): ErrorText => ({ title, advice, retry: true });
const final = (title: string, advice: string): ErrorText => ({ title, advice, retry: false });

const TEXTS: Readonly<Record<AppError['name'], ErrorText>> = {
  ok: again('Nothing went wrong', ''),
  mixed_success: final('Only a part was done', 'See which rows were refused, correct them and send those again.'),
  throttled: again('Too many requests', 'The server asks for a pause.'),
  exceeds_limits: final('A limit of the plan is reached', 'Remove something or change the plan, then try again.'),
  forbidden: final('You may not do this', 'An admin of the organization can do it, or give you a role that may.'),
  key_invalid: final('The token is not valid', 'Sign in again from the profile menu.'),
  key_not_found: final('The token was revoked or has expired', 'Sign in again from the profile menu.'),
  bad_format: final('The server could not read the request', 'Update Steward if a newer version is there.'),
  not_found: final('This does not exist', 'It was removed, or you are no longer a member.'),
  invalid: final('The server refused the request', 'Correct what it names and try again.'),
  method_not_allowed: final('The server cannot do this', 'Its version may be older than this app.'),
  duplicate: final('Already taken', 'Choose another one.'),
  precondition_failed: final('Somebody changed it meanwhile', 'Look at it as it is now, then decide again.'),
  password_valid: final('The password follows the policy', ''),
  password_violates_policy: final('The password does not follow the policy', 'Choose one that does.'),
  unavailable: again('The server cannot do this now', 'Nothing was changed. Try again in a moment.'),
  internal: again('Something failed inside', 'Try again; if it stays, give the request id to whoever runs the server.'),
  offline: again(
    'No connection to the server',
    'What was loaded before can still be read. Changes wait until it is back.',
  ),
  timeout: again('The server took too long', 'It may be busy. Try again in a moment.'),
  bad_answer: again('The server answered something unexpected', 'Its version may not fit this app.'),
  not_cached: again(
    'Not available offline',
    'This was never loaded on this machine. It appears once you are connected.',
  ),
  keychain_locked: again('The keychain is locked', 'Unlock it, then try again. Nobody was signed out.'),
  keychain_absent: again(
    'This machine has no keychain',
    'Install and start one (such as GNOME Keyring or KWallet), or go on for this session only.',
  ),
  keychain_refused: again(
    'The keychain refused access',
    'Allow Steward in the keychain’s own settings, then try again.',
  ),
  signed_out: final('You are signed out', 'Sign in again from the profile menu.'),
  workspace_busy: again(
    'The workspace is open elsewhere',
    'Another Steward is using the same data folder. Close it, then try again.',
  ),
  workspace_failed: again('The workspace did not start', 'Try again; the log in the data folder says more.'),
  cancelled: again('Cancelled', 'Nothing was changed.'),
  disk: again('This computer’s disk takes nothing', 'Free some space, then try again.'),
  refused: final('Steward refused the request', 'Reload the window; if it stays, restart Steward.'),
};

const isLocal = (name: AppError['name']): boolean => (localErrorNames as readonly string[]).includes(name);

/** What happened and what to do, in words that blame nobody. */
export function errorText(error: AppError): ErrorText {
  const known = TEXTS[error.name];
  // Main's own sentences say what to do; saying it twice helps nobody.
  const text = isLocal(error.name) && error.message !== '' ? { ...known, advice: '' } : known;
  const wait = error.retry_after_seconds;
  return wait === undefined ? text : { ...text, advice: `Try again in ${plural(Math.ceil(wait), 'second')}.` };
}
