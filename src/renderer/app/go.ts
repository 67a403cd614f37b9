import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { samePageOf } from './navigation.ts';

export function useSwitchOrganization(): (org: string) => void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  return useCallback((org) => void navigate({ to: samePageOf(pathname), params: { org } }), [navigate, pathname]);
}
