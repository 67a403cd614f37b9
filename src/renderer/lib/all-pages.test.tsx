// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { renderWithBridge } from '../testing/render.tsx';
import { useAllPages } from './all-pages.ts';

afterEach(cleanup);

const MEMBERS = 3200;

function Members({ org }: { readonly org: string }) {
  const view = useAllPages('members.list', { params: { org_id: org } }, ({ members }) => members);
  return <p>{view.complete ? `all ${view.loaded}` : `first ${view.loaded}`}</p>;
}

function Sometimes() {
  const [shown, show] = useState(true);
  return (
    <>
      <button type="button" onClick={() => show(!shown)}>
        {shown ? 'Leave' : 'Return'}
      </button>
      {shown && <Members org="radiology-ag" />}
    </>
  );
}

/** Lets everything that is ready run, several times. */
const turns = () =>
  act(async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  });

it('asks for no further page once nobody looks, and for all of them when somebody looks again', async () => {
  const { bridge } = await renderWithBridge(<Sometimes />, {
    members: MEMBERS,
    held: (route, { cursor }) => route === 'members.list' && cursor !== undefined,
    notKept: () => true,
  });
  const asked = () =>
    bridge.calls.filter(({ input }) => input.route === 'members.list' && input.from !== 'cache').length;
  await screen.findByText('first 200');
  await waitFor(() => expect(asked()).toBe(2));
  fireEvent.click(screen.getByRole('button', { name: 'Leave' }));
  bridge.release();
  await turns();
  expect(asked()).toBe(2);

  fireEvent.click(screen.getByRole('button', { name: 'Return' }));
  // What had arrived is there at once.
  expect(screen.getByText('first 200')).toBeDefined();
  await screen.findByText(`all ${MEMBERS}`);
  expect(asked()).toBe(6);
});
