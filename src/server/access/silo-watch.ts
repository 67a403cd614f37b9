import { MAX_LISTED_OPENINGS, type SiloOpenings } from '../../contract/access.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { Problem } from '../http/problem.ts';
import { appsIn, Comparison, isOpening, type Renamed } from './compare.ts';
import { missingLabels } from './decide.ts';
import { loadOrganization } from './load-organization.ts';
import { type Indexed, index, silosBinding } from './organization-facts.ts';
import { parseSiloState, readSiloState, renamedApps } from './silo-state.ts';

export interface SiloWatch {
  /**
   * What the change opened, to be called after it. Throws forbidden where a silo that bound the caller was opened, to
   * them or to others: a silo is opened by somebody whom it does not bind.
   */
  finish(): Promise<SiloOpenings | undefined>;
}

/** Notes what the owner's silos keep from whom, before a change. Costs one query where there is no silo. */
export async function watchSilos(db: Db, caller: Caller, ownerId: string): Promise<SiloWatch> {
  const before = await readSiloState(db, ownerId);
  return { finish: async () => (before === null ? undefined : finish(db, caller, ownerId, before)) };
}

async function finish(db: Db, caller: Caller, ownerId: string, text: string): Promise<SiloOpenings | undefined> {
  const now = await readSiloState(db, ownerId);
  if (now === text) return undefined;
  const facts = await loadOrganization(db, ownerId);
  if (facts === undefined) return undefined;
  const [before, after] = [parseSiloState(ownerId, text), index(facts)];
  const renamed = renamedApps(before, now === null ? after : parseSiloState(ownerId, now));
  const openings = openingsBetween(before, after, renamed, caller.user_id);
  if (openings.own !== null) throw refusal(openings.own);
  const { count, listed } = openings;
  return count === 0 ? undefined : { count, listed };
}

interface Openings extends SiloOpenings {
  /** A silo that bound the caller and was opened. */
  readonly own: string | null;
}

/** The apps that a silo kept from somebody before and that they can look at now; all counted, the first listed. */
export function openingsBetween(before: Indexed, after: Indexed, renamed: Renamed, callerId: string): Openings {
  const callers = new Set(silosBinding(before, callerId).map(({ id }) => id));
  const listed: SiloOpenings['listed'] = [];
  let count = 0;
  let own: string | null = null;
  const bound = new Set<string>();
  for (const team of before.facts.teams.values())
    if (before.silosOn.has(team.id)) for (const user of team.members) bound.add(user);
  for (const difference of new Comparison(before, after, renamed).differences(bound)) {
    if (!isOpening(difference)) continue;
    count += difference.count * difference.users.length;
    const silos = silosBinding(before, difference.users[0] ?? '');
    if (listed.length >= MAX_LISTED_OPENINGS && !silos.some(({ id }) => callers.has(id))) continue;
    for (const app_id of appsIn(difference)) {
      const labels = before.apps.get(renamed.get(app_id) ?? app_id)?.compliance_labels ?? [];
      const silo_ids = silos.filter((silo) => missingLabels(silo, labels).length > 0).map(({ id }) => id);
      own ??= silo_ids.find((id) => callers.has(id)) ?? null;
      for (const user_id of difference.users)
        if (listed.length < MAX_LISTED_OPENINGS) listed.push({ user_id, app_id, silo_ids });
    }
  }
  return { count, listed, own };
}

function refusal(siloId: string): Problem {
  const message = `the silo ${siloId} binds you: somebody whom it does not bind has to open it`;
  return new Problem('forbidden', message, [{ field: `silos.${siloId}`, message }]);
}
