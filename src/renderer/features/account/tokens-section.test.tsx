import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { renderWithBridge } from '../../testing/render.tsx';
import { TokensSection } from './tokens-section.tsx';

afterEach(cleanup);

const SECRET = /^stw_example-secret/;

it('shows a new token once, copies it through main, and forgets it', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderWithBridge(<TokensSection />);
  await user.click(await screen.findByRole('button', { name: 'Create token' }));
  await user.type(await screen.findByRole('textbox', { name: 'Description' }), 'Nightly report');
  await user.selectOptions(screen.getByRole('combobox', { name: 'What it may do' }), 'read');
  const buttons = screen.getAllByRole('button', { name: 'Create token', hidden: true });
  await user.click(buttons.at(-1) as HTMLElement);
  const secret = (await screen.findByText(SECRET)).textContent;
  expect(screen.getByText(/You will not see it again/)).toBeTruthy();
  const created = bridge.calls.find(({ input }) => input.route === 'keys.create')?.input.input;
  expect(created).toMatchObject({ body: { keys: [{ description: 'Nightly report', scopes: ['read'] }] } });
  await user.click(screen.getByRole('button', { name: 'Copy token' }));
  await waitFor(() =>
    expect(bridge.calls).toContainEqual({ method: 'clipboard.copy_secret', input: { text: secret } }),
  );
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(document.body.textContent).not.toMatch(/stw_example-secret/);
});

it('asks before a token is revoked and warns about the one in use', async () => {
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  const { bridge } = await renderWithBridge(<TokensSection />);
  const current = bridge.data.keys.find((key) => key.is_current);
  await user.click(await screen.findByRole('button', { name: `Revoke ${current?.description}` }));
  expect(await screen.findByText(/This device works with this token/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Revoke and sign out here' }));
  await waitFor(() => expect(bridge.calls.some(({ input }) => input.route === 'keys.delete')).toBe(true));
});
