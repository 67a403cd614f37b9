import { sql } from 'kysely';
import type { NotificationAbout } from '../../contract/api/notifications.ts';
import { ACTIONS, type Action } from '../../contract/permissions.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Told } from './write.ts';

/** What all of an audience are told alike. */
export interface Word {
  readonly subject: string;
  readonly organization_id: string | null;
  readonly actor_id: string | null;
  readonly about: NotificationAbout;
  /** RFC 3339. */
  readonly due_at?: string | null;
}

const columns = ({ subject, organization_id, actor_id, about, due_at = null }: Word) => sql`
  ${subject}::text as subject, ${organization_id}::text as organization_id, ${actor_id}::text as actor_id,
  ${JSON.stringify(about)}::jsonb as about, ${due_at}::timestamptz as due_at`;

/** People by id. */
export const toPeople = (ids: readonly string[], word: Word): Told =>
  sql`select user_id, ${columns(word)} from unnest(${[...new Set(ids)]}::text[]) as people(user_id)`;

/** People by id, each with something of their own. */
export const toEach = (own: ReadonlyMap<string, NotificationAbout>, word: Word): Told => sql`
  select own.user_id, word.subject, word.organization_id, word.actor_id, word.about || own.about as about, word.due_at
  from jsonb_to_recordset(${JSON.stringify([...own].map(([user_id, about]) => ({ user_id, about })))}::jsonb)
    as own(user_id text, about jsonb), (select ${columns(word)}) word`;

/** All members of an organization. */
export const toMembers = (organizationId: string, word: Word): Told => sql`
  select members.user_id, ${columns(word)} from members
  where ${belongsTo('members.organization_id', organizationId)}`;

/** The roles that may do something: what the published table says, and never a role's name. */
export const rolesWith = (action: Action): string[] => [...ACTIONS[action]];

/** The members of an organization who may do something there. */
export const toThoseWhoMay = (action: Action, organizationId: string, word: Word): Told =>
  sql`${toMembers(organizationId, word)} and members.role_id = any(${rolesWith(action)}::text[])`;

/** Who is in a team. */
export const toTeam = (organizationId: string, teamId: string, word: Word): Told => sql`
  select team_members.user_id, ${columns(word)} from team_members
  where ${belongsTo('team_members.organization_id', organizationId)} and team_members.team_id = ${teamId}`;
