import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeIn, useDropped } from '../lib/dropped-files.ts';
import { renderApp } from '../testing/render.tsx';

beforeEach(() => useDropped.setState({ file: null, problem: null }));
afterEach(cleanup);

const people = () => takeIn([new File(['grace@navy.example\nalan@bletchley.example'], 'people.csv')]);

it.each(['', '/members', '/members/invite', '/account'])(
  'a dropped spreadsheet opens the invite desk from /o/…%s',
  async (page) => {
    await renderApp(`/o/radiology-ag${page}`);
    await screen.findByRole('navigation', { name: 'Profile and pages' });
    await people();
    expect(await screen.findByText('people.csv')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Check 2 rows' })).toBeTruthy();
    expect(useDropped.getState().file).toBeNull();
  },
);

it('without an organization says what to do first', async () => {
  await renderApp('/settings');
  await screen.findByRole('heading', { name: 'Appearance' });
  await people();
  expect(await screen.findByText(/Open the organization first/)).toBeTruthy();
});
