// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PaletteSoon } from './palette-soon.tsx';
import { closePalette, openPalette, usePalette } from './palette-state.ts';

beforeEach(() => {
  closePalette();
  openPalette();
  render(<PaletteSoon />);
});
afterEach(cleanup);

const early = () => usePalette.getState().early;

it('keeps what is typed before the palette is there', async () => {
  await userEvent.keyboard('audix{Backspace}t log');
  expect(early()).toEqual({ text: 'audit log', entered: false });
  await userEvent.keyboard('{Enter}');
  expect(early()).toEqual({ text: 'audit log', entered: true });
});

it('leaves shortcuts alone, and closes by Escape', async () => {
  await userEvent.keyboard('a{Control>}k{/Control}');
  expect(early().text).toBe('a');
  await userEvent.keyboard('{Escape}');
  expect(usePalette.getState()).toMatchObject({ open: null, early: { text: '' } });
});
