import { useMemo } from 'react';
import { useAccount, useRoute } from '../../lib/api.ts';
import { useOrganizations } from '../../lib/current.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import type { Standing } from './member-offers.ts';

const NO_ABILITIES = {};

/** What the signed-in person may do in an organization, and whether they can right now. */
export function useStanding(org: string): Standing {
  const me = useAccount()?.person.id ?? '';
  const asked = useRoute('organizations.get', { params: { org_id: org } }).data?.organization;
  // The list of mine is there before: what is allowed does not look forbidden for a moment.
  const listed = useOrganizations().organizations.find(({ id }) => id === org);
  const abilities = (asked ?? listed)?.abilities;
  const blocked = useBlocked();
  return useMemo(() => ({ me, abilities: abilities ?? NO_ABILITIES, blocked }), [me, abilities, blocked]);
}
