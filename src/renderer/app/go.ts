import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';

/** The page to show of another organization: the same kind of page, without its filters. */
export function samePageOf(pathname: string): '/o/$org' | '/o/$org/members' | '/o/$org/account' {
  if (/^\/o\/[^/]+\/members/.test(pathname)) return '/o/$org/members';
  if (/^\/o\/[^/]+\/account/.test(pathname)) return '/o/$org/account';
  return '/o/$org';
}

export function useSwitchOrganization(): (org: string) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback((org) => void navigate({ to: samePageOf(pathname), params: { org } }), [navigate, pathname]);
}
