import { sql } from 'kysely';
import type { AuditEvent } from '../audit/record.ts';
import { belongsTo } from '../db/belongs-to.ts';
import type { Tx } from '../db/tables.ts';
import { toPeople, toThoseWhoMay } from './audience.ts';
import { idsOf, targetsOf } from './targets.ts';
import type { Rules } from './tell.ts';
import { write } from './write.ts';

interface Owner {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'organization';
}

/** What owners are called, by id. */
async function ownersBy(trx: Tx, ids: readonly string[]): Promise<Map<string, Owner>> {
  const { rows } = await sql<Owner>`
    select id, name, 'organization' as kind from organizations where id = any(${[...ids]}::text[])
    union all
    select id, trim(first_name || ' ' || last_name), 'person' from users where id = any(${[...ids]}::text[])`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function tellTransfer(trx: Tx, event: AuditEvent, actor_id: string | null): Promise<void> {
  const { from, to } = event.details as Record<'from' | 'to', { owner_id: string; id: string }>;
  const owners = await ownersBy(trx, [from.owner_id, to.owner_id]);
  const received = event.owner_id === to.owner_id;
  const other = owners.get(received ? from.owner_id : to.owner_id);
  // A person gives their app away themselves.
  if (other === undefined || owners.get(event.owner_id)?.kind !== 'organization') return;
  const [named] = targetsOf(event, 'app');
  const about = {
    app: { owner_id: to.owner_id, id: to.id, name: named?.name ?? to.id },
    other: { id: other.id, name: other.name },
  };
  const word = { subject: `app:${event.owner_id}:${to.id}`, organization_id: event.owner_id, actor_id, about };
  const told = toThoseWhoMay('manage_organization', event.owner_id, word);
  await write(trx, received ? 'app_received' : 'app_given', told);
}

async function nameOf(trx: Tx, ownerId: string, appId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select apps.name from apps where ${belongsTo('apps.owner_id', ownerId)} and apps.id = ${appId}`.execute(trx);
  return rows[0]?.name ?? appId;
}

type Change = 'offered' | 'changed' | 'ended';

/** A collaboration concerns the person, or those who manage the organization, with whom the app is shared. */
async function tellCollaborators(trx: Tx, event: AuditEvent, actor_id: string | null, change: Change): Promise<void> {
  const { owner_id } = event;
  const [app_id = ''] = idsOf(event, 'app');
  const collaborators = idsOf(event, 'collaborator');
  const owners = await ownersBy(trx, [owner_id, ...collaborators]);
  const owner = owners.get(owner_id);
  if (owner === undefined) return;
  const about = {
    app: { owner_id, id: app_id, name: await nameOf(trx, owner_id, app_id) },
    other: { id: owner_id, name: owner.name },
  };
  const word = { subject: `collaboration:${owner_id}:${app_id}`, actor_id, about };
  const people = collaborators.filter((id) => owners.get(id)?.kind === 'person');
  const organization_id = owner.kind === 'organization' ? owner_id : null;
  await write(trx, `collaboration_${change}`, toPeople(people, { ...word, organization_id }));
  for (const id of collaborators.filter((one) => owners.get(one)?.kind === 'organization')) {
    const theirs = { ...word, subject: `${word.subject}:${id}`, organization_id: id };
    await write(trx, `collaboration_${change}`, toThoseWhoMay('manage_organization', id, theirs));
  }
}

export const appRules: Rules = {
  APPLICATION_TRANSFER: tellTransfer,
  COLLABORATOR_ADD: (trx, event, actorId) => tellCollaborators(trx, event, actorId, 'offered'),
  COLLABORATOR_UPDATE: (trx, event, actorId) => tellCollaborators(trx, event, actorId, 'changed'),
  COLLABORATOR_REMOVE: (trx, event, actorId) => tellCollaborators(trx, event, actorId, 'ended'),
};
