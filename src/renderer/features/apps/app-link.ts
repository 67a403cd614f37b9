import type { LinkProps } from '@tanstack/react-router';
import type { AppTab } from './apps-search.ts';

interface AppAddress {
  /** The organization that one acts as, or null for the person. */
  readonly org: string | null;
  readonly me: string;
  readonly owner: string;
  readonly id: string;
  readonly tab?: AppTab;
}

/** Where an app's page is for whom one acts as. The owner is in the address only where it is somebody else. */
export function appLink({ org, me, owner, id, tab }: AppAddress): LinkProps {
  const search = { ...(owner !== (org ?? me) && { owner }), ...(tab && { tab }) };
  return org === null
    ? { to: '/apps/$app', params: { app: id }, search }
    : { to: '/o/$org/apps/$app', params: { org, app: id }, search };
}
