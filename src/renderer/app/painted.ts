import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { invoke } from '../lib/bridge.ts';
import { useOrgIdOrNull } from '../lib/current.ts';
import { readAhead } from '../lib/later.tsx';

/** The route whose data makes each view worth looking at. */
const VIEWS: readonly (readonly [path: RegExp, view: string, route: string])[] = [
  [/^\/o\/[^/]+\/?$/, 'home', 'organizations.home'],
  [/^\/o\/[^/]+\/members/, 'members', 'members.list'],
  [/^\/o\/[^/]+\/account/, 'organization-account', 'organizations.'],
  [/^\/o\/[^/]+\/teams\/./, 'team', 'team_members.list'],
  [/^\/o\/[^/]+\/teams/, 'teams', 'teams.list'],
  [/^\/(o\/[^/]+\/)?apps\/./, 'app', 'apps.get'],
  [/^\/(o\/[^/]+\/)?apps/, 'apps', 'apps.list'],
  [/^\/(o\/[^/]+\/)?starred/, 'starred', 'starred.list'],
  [/^\/(o\/[^/]+\/)?collaborations/, 'collaborations', 'collaborations.list'],
  [/^\/invitations/, 'invitations', 'my_invitations.list'],
  [/^\/account/, 'account', 'users.get'],
  [/^\/organizations/, 'organizations', 'organizations.list'],
];

/** Told once for each client, that is for each start of the app. */
const told = new WeakSet<QueryClient>();

function mark(client: QueryClient, view: string, org: string | null): void {
  document.documentElement.dataset.painted = view;
  document.documentElement.dataset.paintedOrganization = org ?? '';
  if (told.has(client)) return;
  told.add(client);
  void readAhead();
  // Main waits for this to end its start-up; nothing here depends on its answer.
  invoke('app.painted', { view }).catch(() => undefined);
}

/** Says on the document which view is on screen with data, and tells main the first time. */
export function usePaintedMark(): void {
  const client = useQueryClient();
  const { pathname } = useLocation();
  const org = useOrgIdOrNull();
  useEffect(() => {
    const [, view, route] = VIEWS.find(([path]) => path.test(pathname)) ?? [];
    delete document.documentElement.dataset.painted;
    if (view === undefined || route === undefined) return;
    const hasData = () =>
      client.getQueryCache().findAll({
        type: 'active',
        predicate: ({ queryKey, state }) =>
          state.data !== undefined &&
          String(queryKey[2]).startsWith(route) &&
          (queryKey[1] === org || org === null || route.startsWith('organizations.')),
      }).length > 0;
    let frame = 0;
    const check = () => {
      if (!hasData()) return;
      stop();
      // React commits before the next frame; the frame after that one is on screen.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => mark(client, view, org));
      });
    };
    const stop = client.getQueryCache().subscribe(check);
    check();
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [client, pathname, org]);
}
