import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { toast } from 'sonner';
import { setProfileMenu } from '../app/profile-menu-state.ts';
import { createAppRouter } from '../app/router.tsx';
import { setBell } from '../features/notifications/bell-state.ts';
import { closeCreateOrganization } from '../features/organizations/create-dialog-state.ts';
import { replaceBridge } from '../lib/bridge.ts';
import { readAhead } from '../lib/later.tsx';
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

async function start(scenario: Scenario): Promise<FakeBridge> {
  prepareDom();
  // What an earlier test said would still stand there, and what it left open would cover this one.
  toast.dismiss();
  closeCreateOrganization();
  setProfileMenu(false);
  setBell(false);
  const bridge = createFakeBridge(scenario);
  replaceBridge(bridge);
  await act(() => followMain().ready);
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
