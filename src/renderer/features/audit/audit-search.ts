import type { InputOf } from '../../../contract/api/index.ts';
import type { AuditAddress } from './audit-address.ts';
import { eventsInGroup } from './event-groups.ts';

type Body = NonNullable<InputOf<'audit.search'>['body']>;
export type AuditQuery = NonNullable<Body['query']>;

const startOfDay = (date: string): string => new Date(`${date}T00:00:00`).toISOString();
const endOfDay = (date: string): string => new Date(`${date}T23:59:59.999`).toISOString();

function operationsOf(event: string): number[] {
  return /^\d{1,6}$/.test(event) ? [Number(event)] : eventsInGroup(event).map(({ code }) => code);
}

/** The question to the API that the address asks. An app and a team are both to be among an entry's targets. */
export function toQuery({ person, event, app, team, from, to, outcome }: AuditAddress): AuditQuery {
  const target = { ...(app && { app: { id: app } }), ...(team && { team: { id: team } }) };
  return {
    ...(from && { timestamp_from: startOfDay(from) }),
    ...(to && { timestamp_to: endOfDay(to) }),
    ...(person && { user_ids: [person] }),
    ...(event && { operations: operationsOf(event) }),
    ...((app || team) && { targets: [target] }),
    ...(outcome && { success: outcome === 'done' }),
  };
}
