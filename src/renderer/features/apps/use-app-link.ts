import type { LinkProps } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useMe, useOrgIdOrNull } from '../../lib/current.ts';
import { appLink } from './app-link.ts';
import type { AppTab } from './apps-search.ts';

/** Answers where an app's page is for whom one acts as now. */
export function useAppLink(): (app: { user_id: string; id: string }, tab?: AppTab) => LinkProps {
  const org = useOrgIdOrNull();
  const me = useMe()?.id ?? '';
  return useCallback(
    ({ user_id, id }, tab) => appLink({ org, me, owner: user_id, id, ...(tab && { tab }) }),
    [org, me],
  );
}
