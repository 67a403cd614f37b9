import type { Attack } from './attack.ts';
import { accessAttacks } from './attacks/access.ts';
import { backupAttacks } from './attacks/backup.ts';
import { cacheAttacks } from './attacks/cache.ts';
import { diskAttacks } from './attacks/disk.ts';
import { fieldAttacks } from './attacks/fields.ts';
import { hostileBackendAttacks } from './attacks/hostile-backend.ts';
import { isolationAttacks } from './attacks/isolation.ts';
import { killBackendAttacks } from './attacks/kill-backend.ts';
import { killMainAttacks } from './attacks/kill-main.ts';
import { loadAttacks } from './attacks/load.ts';
import { lockAttacks } from './attacks/locks.ts';
import { migrationAttacks } from './attacks/migrations.ts';
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
  ...migrationAttacks,
  ...backupAttacks,
  ...hostileBackendAttacks,
  ...diskAttacks,
  ...loadAttacks,
];
