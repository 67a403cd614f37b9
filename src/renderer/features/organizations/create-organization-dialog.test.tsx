// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { suggestId } from '../../lib/suggest-id.ts';
import { renderApp } from '../../testing/render.tsx';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const open = async () => {
  await screen.findByRole('heading', { name: 'No organization yet' });
  await userEvent.click(screen.getByRole('button', { name: 'Create an organization' }));
};
const submit = () => userEvent.click(screen.getByRole('button', { name: 'Create organization' }));

it('suggests ids that the API takes', () => {
  expect(suggestId('Universitätsspital Zürich')).toBe('universitaetsspital-zuerich');
  expect(suggestId('  Café & Co. ')).toBe('cafe-co');
  expect(suggestId('مستشفى')).toBe('');
  expect(suggestId('x'.repeat(80))).toHaveLength(48);
});

it('creates an organization with a suggested id and goes there', async () => {
  const { bridge, path } = await renderApp('/organizations', { organizations: 0 });
  await open();
  await userEvent.type(await screen.findByLabelText('Name'), 'Radiology AG');
  expect(screen.getByLabelText<HTMLInputElement>('Id').value).toBe('radiology-ag');
  await submit();
  await waitFor(() => expect(path()).toBe('/o/radiology-ag'));
  const call = bridge.calls.find(({ input }) => input.route === 'organizations.create');
  expect(call?.input.input).toEqual({
    params: { user_id: 'me' },
    body: { organizations: [{ id: 'radiology-ag', name: 'Radiology AG', billing_email: 'ada@example.org' }] },
  });
});

it('leaves an id alone that somebody wrote', async () => {
  await renderApp('/organizations', { organizations: 0 });
  await open();
  const id = await screen.findByLabelText<HTMLInputElement>('Id');
  await userEvent.type(id, 'mine');
  await userEvent.type(screen.getByLabelText('Name'), 'Radiology');
  expect(id.value).toBe('mine');
});

it('shows a taken id at its field', async () => {
  const details = [{ field: 'body.organizations.0.id', message: 'is already taken' }];
  const error = { name: 'duplicate', message: 'Already taken', details } as const;
  await renderApp('/organizations', { organizations: 0, failures: { 'organizations.create': error } });
  await open();
  await userEvent.type(await screen.findByLabelText('Name'), 'Radiology AG');
  await submit();
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('It is already taken.');
  expect(screen.getByLabelText('Id').getAttribute('aria-describedby')).toContain(alert.id);
});
