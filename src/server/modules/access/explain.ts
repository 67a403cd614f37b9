import { accessExplain } from '../../../contract/api/access.ts';
import { type Action, APP_ACTION_NAMES } from '../../../contract/permissions.ts';
import { decide } from '../../access/decide.ts';
import { waysToEnd } from '../../access/end-right.ts';
import { actorIn, type Indexed } from '../../access/organization-facts.ts';
import { handle } from '../../http/operation.ts';
import { forbidden, invalid, Problem } from '../../http/problem.ts';
import { loadIndexed } from './by-app.ts';

function missing(field: string, message: string): Problem {
  return new Problem('not_found', message, [{ field, message }]);
}

function findApp(organization: Indexed, id: string) {
  const app = organization.apps.get(id);
  if (app === undefined) throw missing('body.app_id', `${id} is not an app of the organization`);
  return app;
}

function assertKnown({ facts, sharedWith }: Indexed, userId: string): void {
  if (facts.members.has(userId)) return;
  if (sharedWith.has(userId) && !facts.organizations.has(userId)) return;
  throw missing('body.user_id', `${userId} is neither a member nor a collaborator of the organization`);
}

const isAppAction = (action: Action): boolean => (APP_ACTION_NAMES as readonly Action[]).includes(action);

/**
 * Whether a person may do an action, and why. Everybody may ask about themselves; an app that they can in no way reach
 * is not there for them.
 */
export const explainAccess = handle(accessExplain, async ({ params, body, db, caller, membership }) => {
  const { user_id, action } = body;
  const seesAll = membership?.abilities.view_access ?? false;
  if (user_id !== caller.user_id && !seesAll)
    throw forbidden('view_access', 'you may ask about yourself; about others needs view_access');
  if (body.app_id !== undefined && !isAppAction(action))
    throw invalid('body.action', `is an action on the organization, not on an app: ask without app_id`);
  const organization = await loadIndexed(db, params.org_id);
  assertKnown(organization, user_id);
  const app = body.app_id === undefined ? null : findApp(organization, body.app_id);
  const actor = actorIn(organization, user_id);
  const decision = decide(actor, action, app);
  if (app !== null && !seesAll && decision.grants.length === 0 && decide(actor, 'view_apps', app).grants.length === 0)
    throw missing('body.app_id', `${app.id} is not an app of the organization`);
  const { allowed, grants, denials } = decision;
  const right = { user_id, action, app_id: app?.id ?? null };
  const ended_by = allowed ? waysToEnd(organization.facts, right, grants) : [];
  return { allowed, grants: [...grants], denials: [...denials], ended_by };
});
