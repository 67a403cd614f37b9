import { z } from 'zod';
import { appAction, permissionId, roleId, scope } from './common.ts';

/** One reason for a yes. An app without an organization has its owner; everything else is a role, a team, a share, or the app's visibility. */
export const grant = z.discriminatedUnion('via', [
  z.object({ via: z.literal('owner'), user_id: z.string() }),
  z.object({ via: z.literal('role'), role_id: roleId }),
  z.object({
    via: z.literal('team'),
    team_id: z.string(),
    permission_id: permissionId,
    /** Whether the permission is the team's default, or the app's own in this team. */
    from: z.enum(['default', 'app']),
    /** The app that carries it, where the question names none (a cluster, say). */
    app_id: z.string().optional(),
  }),
  z.object({
    via: z.literal('collaborator'),
    /** The person, or the organization whose member they are. */
    collaborator_id: z.string(),
    scopes: z.array(z.string()),
  }),
  z.object({ via: z.literal('visibility'), visibility: z.enum(['organization', 'public']) }),
]);
export type Grant = z.infer<typeof grant>;

/** One reason for a no. One is enough, against any number of grants. */
export const denial = z.discriminatedUnion('via', [
  z.object({
    via: z.literal('silo'),
    silo_id: z.string(),
    team_ids: z.array(z.string()),
    missing_labels: z.array(z.string()),
  }),
  z.object({ via: z.literal('scope'), missing: z.string() }),
  z.object({ via: z.literal('plan'), plan: z.string() }),
  /** The organization's rules for tokens, or an admin, keep this token out. */
  z.object({ via: z.literal('token'), rule: z.string() }),
]);
export type Denial = z.infer<typeof denial>;

/** An app that a silo kept from somebody and that a change opens to them. */
export const siloOpening = z.object({ user_id: z.string(), app_id: z.string(), silo_ids: z.array(z.string()) });
export type SiloOpening = z.infer<typeof siloOpening>;

/** At most this many openings are listed; `count` is always true. */
export const MAX_LISTED_OPENINGS = 1000;
export const siloOpenings = z.object({ count: z.number().int(), listed: z.array(siloOpening) });
export type SiloOpenings = z.infer<typeof siloOpenings>;

export { openingsOf } from './silo-openings.ts';

/** One difference between two states of an organization. Without an app, an action on the organization itself. */
export const accessChange = z.object({ user_id: z.string(), app_id: z.string().optional(), action: z.string() });
export type AccessChange = z.infer<typeof accessChange>;

const userId = z.string().min(1).max(48);
const teamId = z.string().min(1).max(48);
const appId = z.string().min(1).max(48);
const label = z.string().min(1).max(32);

export const siloInput = z.strictObject({
  id: z.string().min(1).max(48),
  name: z.string().trim().min(1).max(80).optional(),
  team_ids: z.array(teamId).max(200),
  required_labels: z.array(label).max(20),
});

/** A change to try out. The same names and fields as the operation that would make it. */
export const simulatedChange = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('change_role'), user_id: userId, role_id: roleId }),
  z.strictObject({ type: z.literal('remove_member'), user_id: userId }),
  z.strictObject({ type: z.literal('add_team_member'), team_id: teamId, user_id: userId }),
  z.strictObject({ type: z.literal('remove_team_member'), team_id: teamId, user_id: userId }),
  z.strictObject({
    type: z.literal('add_team_app'),
    team_id: teamId,
    app_id: appId,
    permission_id: permissionId.nullish(),
  }),
  z.strictObject({
    type: z.literal('change_team_app'),
    team_id: teamId,
    app_id: appId,
    permission_id: permissionId.nullish(),
  }),
  z.strictObject({ type: z.literal('remove_team_app'), team_id: teamId, app_id: appId }),
  z.strictObject({ type: z.literal('change_team_default'), team_id: teamId, default_permission_id: permissionId }),
  z.strictObject({ type: z.literal('delete_team'), team_id: teamId }),
  z.strictObject({ type: z.literal('set_labels'), app_id: appId, compliance_labels: z.array(label).max(20) }),
  z.strictObject({
    type: z.literal('set_visibility'),
    app_id: appId,
    visibility: z.union([z.literal(10), z.literal(30), z.literal(50)]),
  }),
  z.strictObject({ type: z.literal('delete_app'), app_id: appId }),
  z.strictObject({ type: z.literal('put_silo'), silo: siloInput }),
  z.strictObject({ type: z.literal('delete_silo'), silo: z.strictObject({ id: z.string().min(1).max(48) }) }),
  z.strictObject({
    type: z.literal('add_collaborator'),
    app_id: appId,
    user_id: userId,
    scopes: z
      .array(z.union([scope, appAction]))
      .max(60)
      .optional(),
  }),
  z.strictObject({ type: z.literal('remove_collaborator'), app_id: appId, user_id: userId }),
]);
export type SimulatedChange = z.infer<typeof simulatedChange>;
