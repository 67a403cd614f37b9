import { create } from 'zustand';

/** A page to go to, in the account that it is about. */
export interface GoTarget {
  readonly path: string;
  readonly search: Readonly<Record<string, string>>;
  /** Null: the active account. */
  readonly account_id: string | null;
}

/** Where one is to go next: the shell switches accounts first where it must. */
export const useGoTarget = create<{ readonly target: GoTarget | null }>(() => ({ target: null }));
export const goInAccount = (target: GoTarget): void => useGoTarget.setState({ target });
export const goneThere = (): void => useGoTarget.setState({ target: null });
