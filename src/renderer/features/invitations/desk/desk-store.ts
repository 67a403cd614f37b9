import { create } from 'zustand';
import type { DroppedFile } from '../../../lib/read-text-file.ts';
import type { Mapping } from './columns.ts';
import type { Defaults, DeskRow } from './desk-rows.ts';
import type { CheckAnswer } from './row-state.ts';

/** A list that somebody is preparing for one organization. */
export interface Desk {
  /** What was typed or pasted; of a file what is in it. */
  readonly text: string;
  /** The file that the text is from. */
  readonly file: Pick<DroppedFile, 'name' | 'encoding'> | null;
  /** The mapping that somebody chose in place of the guess. */
  readonly mapping: Mapping | null;
  readonly defaults: Defaults;
  /** Null until the text is taken as the list. */
  readonly rows: readonly DeskRow[] | null;
  /** What the server said about rows, by `checkKey`. */
  readonly answers: ReadonlyMap<string, CheckAnswer>;
}

const EMPTY: Desk = {
  text: '',
  file: null,
  mapping: null,
  defaults: { role: 'organization_user', teams: [] },
  rows: null,
  answers: new Map(),
};

interface Desks {
  readonly desks: Readonly<Record<string, Desk>>;
}

/** Held while the window lives: going to another page or organization loses nothing. */
const useDesks = create<Desks>(() => ({ desks: {} }));

const keyOf = (account: string, org: string) => `${account}/${org}`;

/** Changes what is prepared for an organization. */
export function changeDesk(
  account: string,
  org: string,
  change: Partial<Desk> | ((desk: Desk) => Partial<Desk>),
): void {
  const key = keyOf(account, org);
  useDesks.setState(({ desks }) => {
    const before = desks[key] ?? EMPTY;
    return { desks: { ...desks, [key]: { ...before, ...(typeof change === 'function' ? change(before) : change) } } };
  });
}

/** Forgets what is prepared. */
export const clearDesk = (account: string, org: string): void => changeDesk(account, org, EMPTY);

export const useDesk = (account: string, org: string): Desk =>
  useDesks(({ desks }) => desks[keyOf(account, org)] ?? EMPTY);
