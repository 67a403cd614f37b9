import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { refreshSession, useSession } from '../lib/session.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { ErrorBoundary } from './error-boundary.tsx';

/** Nobody is signed in: the welcome page. Somebody is: everything else, unless they add an account. */
function useRightPlace(): boolean {
  const accounts = useSession(({ state }) => state?.accounts.length ?? 0);
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const adding = (search as { add?: string }).add === 'true';
  const target = accounts === 0 ? '/welcome' : '/';
  const misplaced = accounts === 0 ? pathname !== '/welcome' : pathname === '/welcome' && !adding;
  useEffect(() => {
    if (misplaced) void navigate({ to: target, replace: true });
  }, [misplaced, target, navigate]);
  return !misplaced;
}

export function Root() {
  const state = useSession((session) => session.state);
  const error = useSession((session) => session.error);
  const ready = useRightPlace();
  if (state === null)
    return (
      <main className="flex h-full">{error && <ErrorState error={error} onRetry={() => void refreshSession()} />}</main>
    );
  if (!ready) return null;
  return (
    <ErrorBoundary>
      <Outlet />
    </ErrorBoundary>
  );
}
