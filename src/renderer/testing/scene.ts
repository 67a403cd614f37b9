import { screen } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import type { Scenario } from './fake-bridge.ts';
import { type Rendered, renderApp } from './render.tsx';

// jsdom has no pointer capture, which the toasts use.
Element.prototype.setPointerCapture ??= () => {};

export interface Opened extends Rendered {
  readonly user: UserEvent;
  /** What was sent to a route of the API, in order. */
  readonly sent: (route: string) => unknown[];
  /** Opens a row's menu and chooses an entry. */
  readonly choose: (row: string, entry: string | RegExp) => Promise<void>;
}

/** The whole application at an address, with hands to use it. */
export async function open(path: string, scenario: Scenario = {}): Promise<Opened> {
  const rendered = await renderApp(path, { members: 12, ...scenario });
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  return {
    ...rendered,
    user,
    sent: (route) =>
      rendered.bridge.calls
        .filter(({ method, input }) => method === 'api.call' && input.route === route && input.from !== 'cache')
        .map(({ input }) => input.input),
    choose: async (row, entry) => {
      await user.click(await screen.findByRole('button', { name: `Actions for ${row}` }));
      await user.click(await screen.findByRole('menuitem', { name: entry }));
    },
  };
}
