import type { Logger } from 'pino';
import type { SiloOpenings } from '../../contract/access.ts';
import { STATUS, type Status, type StatusName } from '../../contract/errors.ts';
import type { Action } from '../../contract/permissions.ts';
import { type AppAccess, authorizeApp } from '../access/app-access.ts';
import { scopesCover } from '../access/decide.ts';
import { authorize, lockOrganization, type Membership } from '../access/membership.ts';
import { watchSilos } from '../access/silo-watch.ts';
import type { HeadWriter } from '../audit/heads/writer.ts';
import { type AuditEvent, recordAudit } from '../audit/record.ts';
import type { Refusals } from '../audit/refusals.ts';
import { UnexpectedRowCount } from '../db/changed.ts';
import { asSystem, inScope, lockTenant, type Scope, setTime } from '../db/scope.ts';
import type { Db, Tx } from '../db/tables.ts';
import type { Settings } from '../settings.ts';
import type { Activity } from './activity.ts';
import type { Caller } from './authenticate.ts';
import { statusOf } from './error-handler.ts';
import { claimKey, type IdempotentRequest, keepAnswer, type StoredAnswer } from './idempotency.ts';
import { AnswerWithStatus, Download, type LookUps, type Operation, type Origin } from './operation.ts';
import { assertUnchanged } from './precondition.ts';
import { forbidden, notFound, Problem } from './problem.ts';

/** What every operation needs from the server. */
export interface Deps {
  readonly db: Db;
  readonly log: Logger;
  readonly settings: Settings;
  readonly activity: Activity;
  /** Keeps the heads of the audit logs outside of the database; null where nobody asked for that. */
  readonly heads: HeadWriter | null;
  readonly refusals: Refusals;
}

/** A request that has been authenticated and parsed. */
export interface PerformInput {
  readonly params: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: Record<string, unknown>;
  readonly caller: Caller;
  readonly origin: Origin;
  readonly idempotency?: IdempotentRequest | null;
  /** `If-Match` as it came. */
  readonly ifMatch?: string | undefined;
  /** The time at which this happens, for sample data: RFC 3339. The database's clock where it is left out. */
  readonly at?: string;
}

export type Answer = { status: Status } & Record<string, unknown>;
const ATTEMPTS = 4;
/** Deadlock and serialization failure: the transaction did nothing and may be tried again. */
const RETRYABLE = new Set(['40P01', '40001']);
const isRetryable = (error: unknown): boolean =>
  error instanceof UnexpectedRowCount || RETRYABLE.has(String((error as { code?: unknown }).code));

/** Carries out an operation: authorize, act, audit, present, in one transaction of its own. Throws Problems. */
export async function perform(deps: Deps, operation: Operation, raw: PerformInput): Promise<StoredAnswer> {
  const input = resolveMe(operation, raw);
  try {
    return await carryOut(deps, operation, input);
  } catch (error) {
    if (error instanceof Problem) await deps.refusals.note(deps, operation.route, input, error);
    throw error;
  }
}

async function carryOut(deps: Deps, operation: Operation, input: PerformInput): Promise<StoredAnswer> {
  const prepared = await operation.prepare?.({ ...(input as never as PrepareInput), ...lookUps(deps.db, input) });
  const scope = scopeOf(operation, input);
  const run: Run = { logs: new Set(), later: (work) => inScope(deps.db, scope, 'read only', work) };
  if (operation.route.reads)
    return inScope(deps.db, scope, 'read only', (trx) => act(deps, operation, input, trx, prepared, run));
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await inScope(deps.db, beforeLock(operation, scope), 'read write', (trx) =>
        change(deps, operation, input, trx, prepared, run),
      );
      deps.heads?.touch(run.logs);
      return answer;
    } catch (error) {
      if (!isRetryable(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

interface Run {
  /** Whose logs the change stands in. */
  readonly logs: Set<string>;
  /** A transaction that sees what this one sees, for a download that reads on while it is sent. */
  readonly later: <T>(work: (db: Db) => Promise<T>) => Promise<T>;
}

/** The organization or the person that the path names as the owner; null where it names none. */
function namedOwner({ route }: Operation, { params }: PerformInput): string | null {
  if (route.access.for === 'organization') return String(params.org_id);
  const names = route.access.for === 'owner' || route.access.for === 'app' || route.access.for === 'apps';
  return names ? String(params.user_id) : null;
}

/** Whose log and whose silos: the organization or the other owner that the path names; null for what is the person's own. */
function ownerOf(operation: Operation, input: PerformInput): string | null {
  const owner = namedOwner(operation, input);
  return owner === input.caller.user_id ? null : owner;
}

const personOf = ({ caller }: PerformInput): string | null => (caller.user_id === '' ? null : caller.user_id);

const scopeOf = (operation: Operation, input: PerformInput): Scope => ({
  tenant: ownerOf(operation, input),
  person: personOf(input),
});

/** Whether a change locks its owner: then the tenant is settled under that lock and not before. */
const locksOwner = ({ route }: Operation): boolean => !route.reads && route.lock === 'organization';

/** The scope in which a change opens its transaction. */
const beforeLock = (operation: Operation, scope: Scope): Scope =>
  locksOwner(operation) ? { ...scope, tenant: null } : scope;

/** What work before the transaction may look up, each time in a short one of its own. */
const lookUps = (db: Db, input: PerformInput): LookUps => ({
  read: (work) => inScope(db, { tenant: null, person: personOf(input) }, 'read only', work),
  readAsSystem: (work) => asSystem(db, work),
});

type PrepareInput = Parameters<NonNullable<Operation['prepare']>>[0];

async function change(deps: Deps, operation: Operation, input: PerformInput, trx: Tx, prepared: unknown, run: Run) {
  if (input.at !== undefined) await setTime(trx, input.at);
  const idempotency = input.idempotency ?? null;
  const kept = idempotency === null ? null : await claimKey(trx, idempotency);
  if (kept !== null) return kept;
  const answer = await act(deps, operation, input, trx, prepared, run);
  if (idempotency !== null) await keepAnswer(trx, idempotency, answer);
  return answer;
}

async function act(deps: Deps, operation: Operation, input: PerformInput, db: Tx, prepared: unknown, run: Run) {
  const { route } = operation;
  await lockAll(operation, input, db);
  const { membership, app } = await admit(operation, input, db).catch(deps.refusals.atTheDoor);
  await assertUnchanged(operation, input, db);
  const owner = ownerOf(operation, input);
  if (owner !== null && 'action' in route.access) deps.activity.touch(input.caller, owner, route.access.action);
  const silos = route.keepsAccess || owner === null ? null : await watchSilos(db, input.caller, owner);
  const events: AuditEvent[] = [];
  let waived = route.reads;
  const result = await operation.handler({
    params: input.params as never,
    query: input.query as never,
    body: input.body as never,
    db,
    caller: input.caller,
    membership,
    app,
    origin: input.origin,
    settings: deps.settings,
    prepared,
    later: run.later,
    heads: deps.heads,
    audit: (event) => events.push(event),
    nothingToAudit: () => {
      waived = true;
    },
  });
  if (events.length === 0 && !waived) throw new Error(`${route.name} changed something without an audit entry`);
  const openings = await silos?.finish();
  await recordAudit(db, personOf(input), input.origin, withOpenings(events, openings));
  for (const event of events) run.logs.add(event.owner_id);
  return present(result, input.origin.req_id, openings);
}

/** What a change opened of a silo stands in each of its entries. */
const withOpenings = (events: readonly AuditEvent[], openings: SiloOpenings | undefined): readonly AuditEvent[] =>
  openings === undefined
    ? events
    : events.map((event) => ({ ...event, details: { ...event.details, silo_openings: openings } }));

/**
 * Locks what a change is about and settles its tenant under the lock: nothing is decided before. Several organizations
 * are locked in the order of their ids, and a person after them, so that no two changes wait for each other in a circle.
 */
async function lockAll(operation: Operation, input: PerformInput, db: Db): Promise<void> {
  const ids = operation.locks?.(input as never) ?? [];
  for (const id of [...new Set(ids)].sort()) await lockOrganization(db, id);
  const owner = namedOwner(operation, input);
  if (!locksOwner(operation) || owner === null) return;
  const exists = await lockTenant(db, owner, personOf(input));
  // Deleted during the wait: what is created for them now would belong to nobody.
  if (!exists && owner === input.caller.user_id) throw new Problem('key_not_found', 'The account has been deleted');
}

interface Admission {
  readonly membership: Membership | null;
  readonly app: AppAccess | null;
}

/** Decides whether the caller may: nobody gets further without passing here. A change holds its locks by now. */
async function admit(operation: Operation, input: PerformInput, db: Db): Promise<Admission> {
  const { access, reads } = operation.route;
  const { caller, params } = input;
  const owner = String(params.user_id);
  switch (access.for) {
    case 'anyone':
      return NOTHING_KNOWN;
    case 'caller':
      return admitPerson(caller, reads);
    case 'self':
      if (owner !== caller.user_id) throw notFound(`The person ${owner}`);
      return admitPerson(caller, reads);
    case 'owner':
      if (owner === caller.user_id) return admitPerson(caller, reads);
      return admitMember(db, caller, owner, access.action, operation);
    case 'organization':
      return admitMember(db, caller, String(params.org_id), access.action, operation);
    case 'app': {
      const app = await authorizeApp(db, caller, owner, String(params.app_id), access.action);
      return { membership: null, app };
    }
    case 'apps':
      return NOTHING_KNOWN;
  }
}

/**
 * Lets a member of the organization in who may do the action. A change for which the right to look is enough, such as a
 * star or leaving, is not for a token that was given to look: it needs one that may do everything.
 */
async function admitMember(
  db: Db,
  caller: Caller,
  organizationId: string,
  action: Action,
  { route, deletedToo }: Operation,
): Promise<Admission> {
  const membership = await authorize(db, caller, organizationId, action, { deletedToo });
  if (!route.reads && action.startsWith('view_') && !caller.scopes.includes('*'))
    throw forbidden('*', 'the token may not change anything here; it lacks the scope *');
  return { membership, app: null };
}

const NOTHING_KNOWN: Admission = { membership: null, app: null };

/** A person may do all with what is theirs, as far as their token's scopes go. */
function admitPerson(caller: Caller, reads: boolean): Admission {
  const covered = reads ? scopesCover(caller.scopes, 'view_organization') : caller.scopes.includes('*');
  if (!covered) throw forbidden('*', 'the token may not change what belongs to the person; it lacks the scope *');
  return NOTHING_KNOWN;
}

function resolveMe(operation: Operation, input: PerformInput): PerformInput {
  if (input.params.user_id !== 'me' || operation.route.access.for === 'anyone') return input;
  return { ...input, params: { ...input.params, user_id: input.caller.user_id } };
}

function present(result: unknown, reqId: string, openings: SiloOpenings | undefined): StoredAnswer {
  if (result instanceof Download) return { http: 200, body: result };
  const special = result instanceof AnswerWithStatus;
  const name: StatusName = special ? result.status : 'ok';
  const fields = (special ? result.answer : result) as Record<string, unknown>;
  return {
    http: STATUS[name].http,
    body: { status: statusOf(name, reqId), ...fields, ...(openings && { silo_openings: openings }) },
  };
}
