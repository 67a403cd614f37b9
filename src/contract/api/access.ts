import { z } from 'zod';
import { accessChange, denial, grant, siloOpenings, simulatedChange } from '../access.ts';
import { appAction, id, orgParams, pageQuery, roleId, search } from '../common.ts';
import { ACTION_NAMES } from '../permissions.ts';
import { defineRoute } from '../route.ts';

/** What one person may do with one app, and what says so. */
export const accessEntry = z.object({
  user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string(), image: z.string().nullable() }),
  /** Null for a collaborator who is no member. */
  role_id: roleId.nullable(),
  app: z.object({ id: z.string(), name: z.string(), compliance_labels: z.array(z.string()) }),
  actions: z.array(appAction),
  grants: z.array(grant),
  /** Where a silo keeps them out, `actions` is empty and the grants are those that it overrules. */
  denials: z.array(denial),
});
export type AccessEntry = z.infer<typeof accessEntry>;

export const accessList = defineRoute('access.list', {
  method: 'GET',
  path: '/v2/organizations/{org_id}/access',
  summary: 'Who may do what: for one person every app, for one app every person, for one team both; with the grants',
  access: { for: 'organization', action: 'view_organization' },
  params: orgParams,
  query: z.strictObject({
    ...pageQuery,
    /** Exactly one of the three. Asking about oneself needs no further right; all else needs `view_access`. */
    user_id: id.optional(),
    app_id: id.optional(),
    team_id: id.optional(),
    search,
  }),
  answer: z.object({
    access: z.array(accessEntry),
    /** For one person: what they may do in the organization itself. */
    organization_actions: z.array(z.string()).optional(),
    total_count: z.number().int(),
    next_cursor: z.string().optional(),
  }),
  offline: true,
});

export const accessExplain = defineRoute('access.explain', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/access/explain',
  summary: 'Whether a person may do an action, with every grant and every rule that decided, and what would end it',
  access: { for: 'organization', action: 'view_organization' },
  params: orgParams,
  body: z.strictObject({ user_id: id, action: z.enum(ACTION_NAMES), app_id: id.optional() }),
  answer: z.object({
    allowed: z.boolean(),
    grants: z.array(grant),
    denials: z.array(denial),
    /** The smallest changes that would each take the right away. */
    ended_by: z.array(z.array(simulatedChange)),
  }),
  reads: true,
  offline: true,
});

/** More differences than these are counted, not listed. */
export const MAX_LISTED_CHANGES = 10_000;

export const accessSimulate = defineRoute('access.simulate', {
  method: 'POST',
  path: '/v2/organizations/{org_id}/access/simulate',
  summary: 'Who would gain and who would lose what by changes that are not made',
  access: { for: 'organization', action: 'view_access' },
  params: orgParams,
  body: z.strictObject({ changes: z.array(simulatedChange).min(1).max(1000) }),
  answer: z.object({
    gained: z.array(accessChange),
    lost: z.array(accessChange),
    /** The true counts, also where the lists are cut. */
    totals: z.object({
      gained: z.number().int(),
      lost: z.number().int(),
      people_gaining: z.number().int(),
      people_losing: z.number().int(),
      apps_gained: z.number().int(),
      apps_lost: z.number().int(),
    }),
    silo_openings: siloOpenings,
  }),
  reads: true,
});
