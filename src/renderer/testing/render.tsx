import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import type { StoreApi } from 'zustand';
import { COMMAND_NAMES } from '../../contract/commands.ts';
import { usePalette } from '../app/palette/palette-state.ts';
import { useProfileMenu } from '../app/profile-menu-state.ts';
import { createAppRouter } from '../app/router.tsx';
import { useInviteJobs } from '../features/invitations/jobs/invite-jobs.ts';
import { usePendingChanges } from '../features/members/pending-changes.ts';
import { useBell } from '../features/notifications/bell-state.ts';
import { useCreateDialog } from '../features/organizations/create-dialog-state.ts';
import { replaceBridge } from '../lib/bridge.ts';
import { useMenuCommand } from '../lib/commands.ts';
import { useDropped } from '../lib/dropped-files.ts';
import { useGoTarget } from '../lib/go-target.ts';
import { readAhead } from '../lib/later.tsx';
import { useSiloOpenings } from '../lib/openings.ts';
import { usePageInfo } from '../lib/page.ts';
import { createQueryClient } from '../lib/query.ts';
import { followMain } from '../lib/session.ts';
import { Toaster } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { createFakeBridge, type FakeBridge, type Scenario } from './fake-bridge.ts';

export interface Rendered {
  readonly bridge: FakeBridge;
  readonly path: () => string;
}

const WIDTH = 1000;
const HEIGHT = 720;

/** jsdom lays nothing out: what asks for its size gets that of a window, or no windowed row would appear. */
function prepareDom(): void {
  const define = (name: string, value: number) =>
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  define('offsetWidth', WIDTH);
  define('offsetHeight', HEIGHT);
  define('clientHeight', HEIGHT);
  Element.prototype.scrollTo ??= () => undefined;
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.hasPointerCapture ??= () => false;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= ((query: string) => ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  })) as unknown as typeof window.matchMedia;
}

const startOver = (store: StoreApi<object>): void => store.setState(store.getInitialState(), true);

/** What the modules remember of the interface: the tests of all files share them. */
const STORES = [
  usePalette,
  useProfileMenu,
  useBell,
  useCreateDialog,
  usePendingChanges,
  useInviteJobs,
  useGoTarget,
  usePageInfo,
  useSiloOpenings,
  useDropped,
] as unknown as readonly StoreApi<object>[];

/** Takes the command that still waits for a page which handles it. */
function takeWaitingCommand(): void {
  const { unmount } = renderHook(() => {
    for (const command of COMMAND_NAMES) useMenuCommand(command, () => undefined);
  });
  unmount();
}

/** Of the test before: what its bridge still does is no news in this one. */
let stopFollowing = (): void => undefined;

async function start(scenario: Scenario): Promise<FakeBridge> {
  prepareDom();
  stopFollowing();
  // What an earlier test said would still stand there, and what it left open would cover this one.
  toast.dismiss();
  for (const store of STORES) startOver(store);
  takeWaitingCommand();
  const bridge = createFakeBridge(scenario);
  replaceBridge(bridge);
  await act(() => {
    const { ready, stop } = followMain();
    stopFollowing = stop;
    return ready;
  });
  return bridge;
}

/** The whole application on a bridge in memory, at an address. */
export async function renderApp(path: string, scenario: Scenario = {}): Promise<Rendered> {
  const bridge = await start(scenario);
  await readAhead(async () => undefined);
  const client = createQueryClient();
  const history = createMemoryHistory({ initialEntries: [path] });
  const router = createAppRouter(client, history);
  await act(async () => {
    render(
      <QueryClientProvider client={client}>
        <TooltipProvider>
          <RouterProvider router={router} />
          <Toaster theme="light" />
        </TooltipProvider>
      </QueryClientProvider>,
    );
  });
  return { bridge, path: () => history.location.pathname };
}

/** One component with all that components of this application may ask for. */
export async function renderWithBridge(element: ReactNode, scenario: Scenario = {}): Promise<Rendered> {
  const bridge = await start(scenario);
  await readAhead(async () => undefined);
  const history = createMemoryHistory({ initialEntries: ['/'] });
  const root = createRootRoute({ component: () => element });
  const router = createRouter({ routeTree: root, history });
  await act(async () => {
    render(
      <QueryClientProvider client={createQueryClient()}>
        <TooltipProvider>
          <RouterProvider router={router as never} />
          <Toaster theme="light" />
        </TooltipProvider>
      </QueryClientProvider>,
    );
  });
  return { bridge, path: () => history.location.pathname };
}
