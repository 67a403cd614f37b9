import type { RouteName } from '../../contract/api/index.ts';
import { STATUS } from '../../contract/errors.ts';
import type { Route } from '../../contract/route.ts';
import { clock } from '../clock.ts';
import { asSystem } from '../db/scope.ts';
import type { Db } from '../db/tables.ts';
import type { Deps, PerformInput } from '../http/perform.ts';
import { Problem } from '../http/problem.ts';
import { createAllowance } from './allowance.ts';
import { ATTEMPTS } from './attempts.ts';
import { namedTargets } from './named-targets.ts';
import { type AuditTarget, recordAudit } from './record.ts';

/** Writes the attempts that were refused, each in a transaction of its own, since the one of the attempt is undone. */
export interface Refusals {
  /** Remembers that a problem was met before the handler: whoever is not let in is refused, whatever they asked for. */
  atTheDoor(error: unknown): never;
  /** Writes the entry where this problem refuses an attempt. Never throws: what was refused stays refused. */
  note(deps: Deps, route: Route, input: PerformInput, problem: Problem): Promise<void>;
  /** Waits for entries that are still being written. */
  settle(): Promise<void>;
}

/** Whose log the attempt belongs into, and who made it; `bucket` is who is bounded. */
interface Attempt {
  readonly owner: string;
  readonly actor: string | null;
  readonly bucket: string;
  readonly targets: readonly AuditTarget[];
}

const names = (problem: Problem, field: string) => problem.details.some((detail) => detail.field === field);

/** Rules of the domain that refuse like a missing right does, though they answer that the request is invalid. */
const refusedByRule = (problem: Problem): boolean => names(problem, 'last_admin');

/** The owner that the path names, if it is not the caller. */
function ownerInPath({ access }: Route, { params, caller }: PerformInput): string | null {
  if (access.for === 'organization') return String(params.org_id);
  return params.user_id === undefined || params.user_id === caller.user_id ? null : String(params.user_id);
}

async function standing(db: Db, ownerId: string, personId: string): Promise<{ exists: boolean; member: boolean }> {
  const organization = await db
    .selectFrom('organizations')
    .leftJoin('members', (join) =>
      join.onRef('members.organization_id', '=', 'organizations.id').on('members.user_id', '=', personId),
    )
    .select('members.user_id')
    .where('organizations.id', '=', ownerId)
    .executeTakeFirst();
  return { exists: organization !== undefined, member: organization?.user_id === personId };
}

/** Whether the request names an app that is there: then it is hidden from the caller and not mistyped. */
async function namesAnApp(db: Db, ownerId: string, targets: readonly AuditTarget[]): Promise<boolean> {
  const ids = targets.flatMap(({ app }) => (app === undefined ? [] : [app.id]));
  if (ids.length === 0) return false;
  const app = await db
    .selectFrom('apps')
    .select('id')
    .where('owner_id', '=', ownerId)
    .where('id', 'in', ids)
    .limit(1)
    .executeTakeFirst();
  return app !== undefined;
}

async function isHidden(
  db: Db,
  { access }: Route,
  owner: string,
  targets: readonly AuditTarget[],
  atDoor: boolean,
): Promise<boolean> {
  if (access.for === 'app' || access.for === 'apps')
    return (atDoor || access.for === 'apps') && namesAnApp(db, owner, targets);
  return atDoor;
}

/** The attempt that a problem refuses; null for one that refuses nobody, such as a member's mistyped id. */
async function attemptOf(db: Db, route: Route, input: PerformInput, problem: Problem, atDoor: boolean) {
  const { caller, params } = input;
  const owner = ownerInPath(route, input);
  const { exists, member } =
    owner === null ? { exists: false, member: true } : await standing(db, owner, caller.user_id);
  const targets = namedTargets(route.name, params, input.query, input.body);
  if (problem.status === 'not_found') {
    if (owner === null) return null;
    if (member && !(await isHidden(db, route, owner, targets, atDoor))) return null;
  }
  const log = owner !== null && exists ? owner : caller.user_id;
  return { owner: log, actor: caller.user_id, bucket: caller.user_id, targets } satisfies Attempt;
}

/** A failed sign-in stands in the log of the person whose address was tried. */
async function signInAttempt(db: Db, input: PerformInput): Promise<Attempt | null> {
  const found = await db
    .selectFrom('emails')
    .select('user_id')
    .where('email', '=', String(input.body.email))
    .executeTakeFirst();
  if (found === undefined) return null;
  const { user_id } = found;
  return { owner: user_id, actor: null, bucket: input.origin.source_ip, targets: [{ user: { id: user_id } }] };
}

const REFUSING = new Set<Problem['status']>(['forbidden', 'exceeds_limits', 'not_found']);

function isRefusal(route: Route, input: PerformInput, problem: Problem): boolean {
  if (route.name === 'sessions.create') return problem.status === 'key_not_found' || problem.status === 'throttled';
  if (route.access.for === 'anyone' || input.caller.user_id === '') return false;
  // A wrong current password is a guess, like a failed sign-in.
  if (route.name === 'users.set_password' && (names(problem, 'body.current') || problem.status === 'throttled'))
    return true;
  return REFUSING.has(problem.status) || refusedByRule(problem);
}

const NAME_OF_RIGHT = /^[\w.*]{1,60}$/;

function detailsOf(route: Route, problem: Problem, leftOut: number): Record<string, unknown> {
  const [first] = problem.details;
  const right = first !== undefined && NAME_OF_RIGHT.test(first.field) ? { right: first.field } : {};
  const refused = { code: STATUS[problem.status].code, reason: problem.status, ...right };
  return { refused, route: route.name, ...(leftOut > 0 ? { left_out: leftOut } : {}) };
}

/** Makes the place where refusals are noted: one for each server process. */
export function createRefusals(): Refusals {
  const allowance = createAllowance();
  const doorProblems = new WeakSet<Problem>();
  const pending = new Set<Promise<void>>();

  const write = async (deps: Deps, route: Route, input: PerformInput, problem: Problem): Promise<void> => {
    const signIn = route.name === 'sessions.create';
    // Whoever was refused may not see what they were refused: the entry is written for the owner, not for them.
    const attempt = await asSystem(deps.db, (db) =>
      signIn ? signInAttempt(db, input) : attemptOf(db, route, input, problem, doorProblems.has(problem)),
    );
    if (attempt === null) return;
    const { owner, actor, bucket, targets } = attempt;
    const leftOut = allowance.take(`${bucket} ${owner}`, clock.now());
    if (leftOut === null) return;
    const event = ATTEMPTS[route.name as RouteName];
    const details = detailsOf(route, problem, leftOut);
    await asSystem(deps.db, (db) =>
      recordAudit(db, actor, input.origin, [{ event, owner_id: owner, targets, details, success: false }]),
    );
    deps.heads?.touch([owner]);
  };

  return {
    atTheDoor: (error) => {
      if (error instanceof Problem) doorProblems.add(error);
      throw error;
    },
    note: async (deps, route, input, problem) => {
      if (!isRefusal(route, input, problem)) return;
      const written = write(deps, route, input, problem).catch((error: unknown) =>
        deps.log.error({ err: error, route: route.name }, 'a refused attempt could not be written'),
      );
      pending.add(written);
      void written.finally(() => pending.delete(written));
      // Nobody waits for a failed sign-in's entry: how long the answer takes must not tell whether the address is known.
      if (route.name !== 'sessions.create') await written;
    },
    settle: async () => {
      await Promise.all(pending);
    },
  };
}
