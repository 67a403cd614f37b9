import { sql } from 'kysely';
import type { Action, PlanId, RoleId } from '../../contract/permissions.ts';
import { ACTION_NAMES } from '../../contract/permissions.ts';
import { kept } from '../db/kept.ts';
import type { Db } from '../db/tables.ts';
import type { Caller } from '../http/authenticate.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { has } from './action-set.ts';
import { decide } from './decide.ts';
import type { Actor } from './facts.ts';
import { loadStanding } from './load-standing.ts';
import { refuseToken } from './token-rules.ts';
import { viewOf } from './view.ts';
import { whyNot } from './why-not.ts';

/** The caller's place in one organization. */
export interface Membership {
  readonly organization_id: string;
  readonly role_id: RoleId;
  readonly plan: PlanId;
  readonly abilities: Record<Action, boolean>;
}

export interface AuthorizeOptions {
  /** Whether an organization that is deleted, and can be restored, counts. */
  readonly deletedToo: boolean;
}

// By a function: a person who can't see an organization may still have to wait for it, as when they were invited.
const lock = kept((db, organizationId: string) => sql`select steward_lock_organization(${organizationId})`.compile(db));

/** Holds the organization's lock until the transaction ends. Nothing where the id is no organization's. */
export async function lockOrganization(db: Db, organizationId: string): Promise<void> {
  await lock(db, organizationId);
}

/**
 * Reads the caller's role and asks the access engine. A change locks the organization first.
 * Throws not_found for an organization of which the caller is no member: they may not know that it exists.
 */
export async function authorize(
  db: Db,
  caller: Caller,
  organizationId: string,
  action: Action,
  options: AuthorizeOptions,
): Promise<Membership> {
  const standing = await loadStanding(db, caller, organizationId, 'organization');
  const role_id = standing?.actor.role_id ?? null;
  if (standing === undefined || standing.plan === null || role_id === null) throw unknown(organizationId);
  if (standing.deleted && !options.deletedToo) throw unknown(organizationId);
  const { actor, plan } = standing;
  refuseToken(actor.token_rules);
  const abilities = organizationAbilities(actor);
  if (!abilities[action])
    throw forbidden(action, whyNot(decide(actor, action).denials, action, `your role does not allow ${action}`));
  return { organization_id: organizationId, role_id, plan, abilities };
}

const unknown = (organizationId: string) => notFound(`The organization ${organizationId}`);

const known = new Map<string, Record<Action, boolean>>();
const MOST_KNOWN = 1000;

/** What the actor may do in the organization, by one look at precomputed sets: every request asks. */
function organizationAbilities(actor: Actor): Record<Action, boolean> {
  const { organization, scopes } = viewOf(actor);
  const allowed = { lo: organization.lo & scopes.lo, hi: organization.hi & scopes.hi };
  const key = `${allowed.lo} ${allowed.hi}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const abilities = Object.fromEntries(ACTION_NAMES.map((action) => [action, has(allowed, action)]));
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, Object.freeze(abilities) as Record<Action, boolean>);
  return abilities as Record<Action, boolean>;
}
