import { ROLE_IDS } from '../../../src/contract/permissions.ts';

const HOUR_MS = 3_600_000;

/** Members as the API answers them: in the order of their names, of which no two are alike. */
export const makeMembers = (count) =>
  Array.from({ length: count }, (_, n) => ({
    user: {
      id: `m${n}`,
      first_name: `First${String(n).padStart(6, '0')}`,
      last_name: `Last${n}`,
      primary_email: `m${n}@people.example`,
      image: null,
    },
    role_id: ROLE_IDS[(n * 31) % ROLE_IDS.length],
    team_ids: [`t${n % 40}`],
    joined_at: new Date(Date.UTC(2026, 0, 1) - n * HOUR_MS).toISOString(),
    last_active_at: n % 9 === 0 ? null : new Date(Date.UTC(2026, 10, 1) - ((n * 13) % 5000) * HOUR_MS).toISOString(),
    abilities: { change_role: true, remove: true, leave: false },
  }));
