import { create } from 'zustand';
import type { SiloOpenings } from '../../contract/access.ts';
import { openingsOf } from '../../contract/silo-openings.ts';

interface ToldOpenings {
  readonly org: string;
  readonly openings: SiloOpenings;
}

/** What the last change opened of an organization's silos and nobody has read yet. */
export const useSiloOpenings = create<{ readonly told: ToldOpenings | null }>(() => ({ told: null }));

/** Every change passes here: no page can forget to say what its own opened. */
export function tellOpenings(org: string | null, answer: object): void {
  const openings = openingsOf(answer);
  if (org !== null && openings !== undefined && openings.count > 0)
    useSiloOpenings.setState({ told: { org, openings } });
}

export const readOpenings = (): void => useSiloOpenings.setState({ told: null });
