import { sql } from 'kysely';
import type { NotificationAbout } from '../../contract/api/notifications.ts';
import type { RoleId, TeamPermissionId } from '../../contract/permissions.ts';
import type { AuditEvent } from '../audit/record.ts';
import { changeAny } from '../db/changed.ts';
import type { Tx } from '../db/tables.ts';
import { toEach, toPeople, toTeam } from './audience.ts';
import { changesOf, idsOf, targetsOf } from './targets.ts';
import type { Rules } from './tell.ts';
import { write } from './write.ts';

/** Somebody who is no member any more has nothing left to do in the organization. */
async function forgetOrganization(trx: Tx, event: AuditEvent): Promise<void> {
  await changeAny(
    trx
      .deleteFrom('notifications')
      .where('organization_id', '=', event.owner_id)
      .where(sql<boolean>`user_id = any(${idsOf(event, 'user')}::text[])`),
  );
}

const wordOf = ({ owner_id }: AuditEvent, actor_id: string | null) => ({
  organization_id: owner_id,
  actor_id,
  subject: `member:${owner_id}`,
  about: {},
});

async function tellTeam(trx: Tx, event: AuditEvent, actorId: string | null, kind: 'team_joined' | 'team_left') {
  const [team] = targetsOf(event, 'team');
  if (team === undefined) return;
  const word = { ...wordOf(event, actorId), subject: `team:${event.owner_id}:${team.id}`, about: { team } };
  await write(trx, kind, toPeople(idsOf(event, 'user'), word));
}

const rolesOf = (event: AuditEvent): Map<string, NotificationAbout> =>
  new Map(Object.entries(changesOf<RoleId>(event)).map(([id, role]) => [id, { role }]));

export const membershipRules: Rules = {
  ORGANIZATION_MEMBER_ADD: async (trx, event, actorId) => {
    // Who accepts an invitation adds themselves.
    const others = idsOf(event, 'user').filter((id) => id !== actorId);
    if (others.length > 0) await write(trx, 'member_added', toPeople(others, wordOf(event, actorId)));
  },
  ORGANIZATION_MEMBER_CHANGE: (trx, event, actorId) =>
    write(
      trx,
      'role_changed',
      toEach(rolesOf(event), { ...wordOf(event, actorId), subject: `role:${event.owner_id}` }),
    ),
  ORGANIZATION_MEMBER_REMOVE: async (trx, event, actorId) => {
    await forgetOrganization(trx, event);
    await write(trx, 'member_removed', toPeople(idsOf(event, 'user'), wordOf(event, actorId)));
  },
  ORGANIZATION_MEMBER_LEAVE: forgetOrganization,
  ORGANIZATION_TEAM_MEMBER_ADD: (trx, event, actorId) => tellTeam(trx, event, actorId, 'team_joined'),
  ORGANIZATION_TEAM_MEMBER_REMOVE: (trx, event, actorId) => tellTeam(trx, event, actorId, 'team_left'),
  ORGANIZATION_TEAM_DELETE: async (trx, event, actorId) => {
    const [team] = targetsOf(event, 'team');
    if (team === undefined) return;
    const word = { ...wordOf(event, actorId), subject: `team:${event.owner_id}:${team.id}`, about: { team } };
    await write(trx, 'team_deleted', toPeople(event.people ?? [], word));
  },
  ORGANIZATION_TEAM_UPDATE: async (trx, event, actorId) => {
    const [team] = targetsOf(event, 'team');
    const { default_permission_id: permission } = changesOf<TeamPermissionId>(event);
    // Another name or id changes nothing for those in it.
    if (team === undefined || permission === undefined) return;
    const about = { team, permission };
    const word = { ...wordOf(event, actorId), subject: `team_permission:${event.owner_id}:${team.id}`, about };
    await write(trx, 'team_permission_changed', toTeam(event.owner_id, team.id, word));
  },
};
