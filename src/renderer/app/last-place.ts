import { invoke } from '../lib/bridge.ts';
import { useSession } from '../lib/session.ts';

/** The organization that this account was last in, to open there again. Main keeps it with the settings. */
export const lastOrganization = (account: string): string | null =>
  useSession.getState().state?.settings.last_organizations[account] ?? null;

/** Keeps it, or forgets it with null. A failure only means that the app opens elsewhere next time. */
export function rememberOrganization(account: string, organization: string | null): void {
  if (lastOrganization(account) === organization) return;
  const change = { last_organization: { account_id: account, organization_id: organization } };
  invoke('settings.update', change).catch((error: unknown) => console.warn('The place was not kept.', error));
}
