// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderWithBridge } from '../../testing/render.tsx';
import { DataTable } from './data-table.tsx';
import type { Column, DataTableProps } from './types.ts';

interface Person {
  readonly id: string;
  readonly age: number;
}

const columns: readonly Column<Person>[] = [
  { id: 'name', header: 'Name', sortValue: (row) => row.id, cell: (row) => row.id },
  { id: 'age', header: 'Age', sortValue: (row) => row.age, cell: (row) => row.age, align: 'end' },
];
const people = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => ({ id: `person-${index}`, age: (index * 37) % 90 }));

function Table(props: Partial<DataTableProps<Person>>) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable
      label="People"
      rows={people(50)}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.id}
      selected={selected}
      onSelectedChange={setSelected}
      selectionActions={<span>actions</span>}
      {...props}
    />
  );
}

const rows = people(50);
const focusGrid = () => act(() => screen.getByRole('grid').focus());
const activeRow = () => {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant');
  return id === null ? null : document.getElementById(id)?.querySelector('[role=gridcell]:nth-child(2)')?.textContent;
};
const selectedCount = () => screen.queryByText(/^\d+ selected$/)?.textContent ?? 'none';

async function renderTable(props: Partial<DataTableProps<Person>> = {}) {
  await renderWithBridge(<Table rows={rows} {...props} />);
  await screen.findByRole('grid');
  return userEvent.setup();
}

afterEach(cleanup);

describe('with the keyboard', () => {
  it('is one tab stop whose arrow keys move through the rows', async () => {
    const user = await renderTable();
    focusGrid();
    expect(activeRow()).toBe('person-0');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeRow()).toBe('person-2');
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(activeRow()).toBe('person-0');
  });

  it('selects with Space and extends with Shift', async () => {
    const user = await renderTable();
    focusGrid();
    await user.keyboard(' ');
    expect(selectedCount()).toBe('1 selected');
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(selectedCount()).toBe('3 selected');
    await user.keyboard('{Control>}a{/Control}');
    expect(selectedCount()).toBe('50 selected');
    await user.keyboard('{Escape}');
    expect(selectedCount()).toBe('none');
  });

  it('opens with Enter, and open details follow the arrow keys', async () => {
    const onOpen = vi.fn();
    const user = await renderTable({ onOpen, openId: 'person-0' });
    focusGrid();
    await user.keyboard('{Enter}{ArrowDown}');
    expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(['person-0', 'person-1']);
  });

  it("shows a row's actions with the menu key and gives the focus back", async () => {
    const onSelect = vi.fn();
    const user = await renderTable({ actions: (row) => [{ label: `Greet ${row.id}`, onSelect }] });
    focusGrid();
    await user.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
    await user.click(await screen.findByRole('menuitem', { name: 'Greet person-1' }));
    expect(onSelect).toHaveBeenCalledOnce();
    expect(document.activeElement).toBe(screen.getByRole('grid'));
  });
});

describe('with the mouse', () => {
  it('extends from the last selected row with Shift', async () => {
    const user = await renderTable();
    await user.click(screen.getByRole('checkbox', { name: 'Select person-1' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Select person-4' }));
    expect(selectedCount()).toBe('4 selected');
  });

  it('offers the same actions behind the button as behind a right click', async () => {
    const user = await renderTable({ actions: (row) => [{ label: `Greet ${row.id}`, onSelect: () => undefined }] });
    await user.click(screen.getByRole('button', { name: 'Actions for person-3' }));
    expect(await screen.findByRole('menuitem', { name: 'Greet person-3' })).toBeTruthy();
  });
});

it('sorts by a column, and back', async () => {
  const user = await renderTable();
  const first = () => screen.getAllByRole('row')[1]?.textContent;
  await user.click(screen.getByRole('button', { name: 'Age' }));
  expect(first()).toBe('person-00');
  expect(screen.getByRole('columnheader', { name: 'Age' }).getAttribute('aria-sort')).toBe('ascending');
  await user.click(screen.getByRole('button', { name: 'Age' }));
  expect(first()).toMatch(/8\d$/);
});

it('draws a part of 100,000 rows and counts them all', async () => {
  await renderTable({ rows: people(100_000) });
  const grid = screen.getByRole('grid');
  expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
});

it('draws where one jumps to at once, and around it once scrolling rests', async () => {
  await renderTable({ rows: people(100_000) });
  const grid = screen.getByRole('grid');
  const drawn = () => within(grid).getAllByRole('row').slice(1);
  const place = (row: HTMLElement | undefined) => Number(row?.getAttribute('aria-rowindex'));
  await waitFor(() => expect(drawn().length).toBeGreaterThan(25));
  grid.scrollTop = 50_000 * 36;
  fireEvent.scroll(grid);
  expect(place(drawn()[0])).toBe(50_002);
  expect(drawn()[0]?.textContent).toContain('person-50000');
  expect(drawn().length).toBeLessThan(25);
  await waitFor(() => expect(place(drawn()[0])).toBe(49_992));
  expect(place(drawn().at(-1)) - 49_992).toBe(drawn().length - 1);
});

it('shows what is missing in place of rows', async () => {
  await renderWithBridge(<Table rows={[]} empty={<p>Nobody yet</p>} />);
  expect(await screen.findByText('Nobody yet')).toBeTruthy();
  cleanup();
  const onRetry = vi.fn();
  const error = { name: 'internal', message: 'it broke', req_id: 'req-1' } as const;
  await renderWithBridge(<Table rows={[]} error={error} onRetry={onRetry} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
  expect(screen.getByText('req-1')).toBeTruthy();
});
