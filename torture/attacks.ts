import type { Attack } from './attack.ts';
import { accessAttacks } from './attacks/access.ts';
import { cacheAttacks } from './attacks/cache.ts';
import { fieldAttacks } from './attacks/fields.ts';
import { isolationAttacks } from './attacks/isolation.ts';
import { killBackendAttacks } from './attacks/kill-backend.ts';
import { killMainAttacks } from './attacks/kill-main.ts';
import { lockAttacks } from './attacks/locks.ts';
import { raceAttacks } from './attacks/races.ts';

/** Every attack, in the order in which they are carried out. */
export const attacks: readonly Attack[] = [
  ...accessAttacks,
  ...isolationAttacks,
  ...fieldAttacks,
  ...killBackendAttacks,
  ...killMainAttacks,
  ...lockAttacks,
  ...raceAttacks,
  ...cacheAttacks,
];
