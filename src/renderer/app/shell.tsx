import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import type { CommandName } from '../../contract/commands.ts';
import { useFollowInviteJobs } from '../features/invitations/jobs/use-follow-invite-jobs.ts';
import { useCreateDialog } from '../features/organizations/create-dialog-state.ts';
import { later } from '../lib/later.tsx';
import { useSiloOpenings } from '../lib/openings.ts';
import { useAccentHue } from './accent.ts';
import { Banners } from './banners.tsx';
import { useCommands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header.tsx';
import { usePaintedMark } from './painted.ts';
import { PaletteSoon } from './palette/palette-soon.tsx';
import { usePalette } from './palette/palette-state.ts';
import { Sidebar } from './sidebar.tsx';
import { StatusBar } from './status-bar.tsx';
import { useAccountChange } from './use-account-change.ts';
import { useDroppedPeople } from './use-dropped-people.ts';
import { useFollowLinks } from './use-follow-links.ts';
import { useRefreshWhenBack } from './use-refresh-when-back.ts';

const Palette = later(async () => (await import('./palette/palette.tsx')).Palette);
const ShortcutsSheet = later(async () => (await import('./palette/shortcuts-sheet.tsx')).ShortcutsSheet);
const CreateOrganizationDialog = later(
  async () => (await import('../features/organizations/create-organization-dialog.tsx')).CreateOrganizationDialog,
);
const SiloOpeningsDialog = later(
  async () => (await import('../features/access/silo-openings-dialog.tsx')).SiloOpeningsDialog,
);

/** What can be opened over every page. */
function Overlays({ run }: { readonly run: (command: CommandName) => void }) {
  const navigate = useNavigate();
  const sheet = usePalette(({ open }) => open);
  return (
    <>
      <Palette when={sheet === 'palette'} meanwhile={<PaletteSoon />} run={run} />
      <ShortcutsSheet when={sheet === 'shortcuts'} />
      <SiloOpeningsDialog when={useSiloOpenings(({ told }) => told !== null)} />
      <CreateOrganizationDialog
        when={useCreateDialog(({ open }) => open)}
        onCreated={(org) => void navigate({ to: '/o/$org', params: { org } })}
      />
    </>
  );
}

/** The frame around every page: where one is, where one can go, and how fresh it is. */
export function Shell() {
  useAccountChange();
  useAccentHue();
  const run = useCommands();
  useFollowLinks();
  useDroppedPeople();
  useFollowInviteJobs();
  usePaintedMark();
  useRefreshWhenBack();
  const { pathname } = useLocation();
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
      <Overlays run={run} />
    </div>
  );
}
