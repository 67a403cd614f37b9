import type { SiloOpenings } from './access.ts';

/** What a change to an organization opened of its silos; undefined where it opened nothing. */
export const openingsOf = (answer: object): SiloOpenings | undefined =>
  (answer as { silo_openings?: SiloOpenings }).silo_openings;
