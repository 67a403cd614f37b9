import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { SiloOpeningsDialog } from '../features/access/silo-openings-dialog.tsx';
import { useFollowInviteJobs } from '../features/invitations/jobs/use-follow-invite-jobs.ts';
import { CreateOrganizationDialog } from '../features/organizations/create-organization-dialog.tsx';
import { useAccentHue } from './accent.ts';
import { Banners } from './banners.tsx';
import { useCommands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { usePaintedMark } from './painted.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useAccountChange } from './use-account-change.ts';
import { useDroppedPeople } from './use-dropped-people.ts';
import { useFollowLinks } from './use-follow-links.ts';
import { useRefreshWhenBack } from './use-refresh-when-back.ts';

/** The frame around every page: where one is, where one can go, and how fresh it is. */
export function Shell() {
  useAccountChange();
  useAccentHue();
  useCommands();
  useFollowLinks();
  useDroppedPeople();
  useFollowInviteJobs();
  usePaintedMark();
  useRefreshWhenBack();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <div className="flex h-full flex-col">
      <div aria-hidden className="h-0.5 shrink-0 bg-accent" />
      <div className="flex min-h-0 flex-1">
        <Sidebar />
        <div className="flex min-w-0 flex-1 flex-col">
          <Header />
          <Banners />
          <main className="relative flex min-h-0 flex-1 flex-col overflow-hidden">
            <ErrorBoundary resetKey={pathname}>
              <Outlet />
            </ErrorBoundary>
          </main>
          <StatusBar />
        </div>
      </div>
      <SiloOpeningsDialog />
      <CreateOrganizationDialog onCreated={(org) => void navigate({ to: '/o/$org', params: { org } })} />
    </div>
  );
}
