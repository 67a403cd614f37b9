import { type Kysely, sql } from 'kysely';
import { statements } from '../statements.ts';
import { handOver } from './hand-over.ts';
import { isolate } from './isolate.ts';

/**
 * Each owner's log is a chain: `seq` counts without gaps, and each hash covers the entry and the hash before it.
 * The canonical form is `length:text` for each part in a fixed order, `-` for null, so that no two entries have the
 * same one; audit/canonical.ts builds it again, outside of the database, to check. Entries are written by
 * `audit_append` alone, under the lock of the owner's head, with the rights of the table's owner.
 */
const chain = `
create table audit_heads (
  owner_id text primary key,
  seq bigint not null,
  hash bytea not null
);
create table audit_anchors (
  owner_id text not null,
  folder_id text not null,
  seq bigint not null,
  primary key (folder_id, owner_id)
);
alter table audit_entries add column seq bigint, add column hash bytea;
create function audit_part(part text) returns text language sql immutable as $$
  select coalesce(octet_length(convert_to(part, 'UTF8'))::text || ':' || part, '-')
$$;
create function audit_hash(prev bytea, entry audit_entries) returns bytea language sql stable as $$
  select sha256(prev || convert_to(
    audit_part(entry.owner_id) || audit_part(entry.seq::text)
    || audit_part((extract(epoch from entry.timestamp) * 1000000)::bigint::text)
    || audit_part(entry.user_id) || audit_part(entry.operation::text)
    || audit_part(entry.targets::text) || audit_part(entry.details::text)
    || audit_part(entry.success::text) || audit_part(entry.req_id) || audit_part(entry.source_ip), 'UTF8'))
$$;
create function audit_append(owner text, actor text, request text, ip text, events jsonb) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_heads;
  event jsonb;
  entry audit_entries;
begin
  insert into audit_heads values (owner, 0, '') on conflict (owner_id) do nothing;
  select * into head from audit_heads where owner_id = owner for update;
  for event in select value from jsonb_array_elements(events) with ordinality order by ordinality loop
    entry.id := nextval(pg_get_serial_sequence('audit_entries', 'id'));
    entry.owner_id := owner;
    entry.timestamp := steward_now();
    entry.user_id := actor;
    entry.operation := (event->>'operation')::integer;
    entry.targets := event->'targets';
    entry.details := event->'details';
    entry.success := (event->>'success')::boolean;
    entry.req_id := request;
    entry.source_ip := ip;
    entry.seq := head.seq + 1;
    entry.hash := audit_hash(head.hash, entry);
    insert into audit_entries overriding system value select (entry).*;
    head.seq := entry.seq;
    head.hash := entry.hash;
  end loop;
  update audit_heads set seq = head.seq, hash = head.hash where owner_id = owner;
  return head.seq;
end $$;
create function audit_chain_up() returns void language plpgsql as $$
declare
  head audit_heads;
  entry audit_entries;
begin
  head.seq := 0;
  for entry in select * from audit_entries where seq is null order by owner_id, id loop
    if head.owner_id is distinct from entry.owner_id then
      if head.owner_id is not null then insert into audit_heads select (head).*; end if;
      head := row(entry.owner_id, 0, ''::bytea);
    end if;
    head.seq := head.seq + 1;
    entry.seq := head.seq;
    head.hash := audit_hash(head.hash, entry);
    update audit_entries set seq = head.seq, hash = head.hash where id = entry.id;
  end loop;
  if head.owner_id is not null then insert into audit_heads select (head).*; end if;
end $$;
select audit_chain_up();
drop function audit_chain_up();
alter table audit_entries alter column seq set not null, alter column hash set not null;
drop index audit_by_owner;
create unique index audit_by_seq on audit_entries (owner_id, seq);
create index audit_by_time on audit_entries (owner_id, timestamp, seq);
create index audit_by_actor on audit_entries (owner_id, user_id, timestamp, seq);
create index audit_by_operation on audit_entries (owner_id, operation, timestamp, seq);
create index audit_refused on audit_entries (owner_id, timestamp, seq) where not success;
create index audit_by_target on audit_entries using gin (targets jsonb_path_ops)`;

/** Numbers and chains the entries that are there, and gives the log the indexes that its search needs. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const all = [
    ...statements(chain),
    // Heads grow by the function alone; readers of a log may compare it with its own.
    ...isolate('audit_heads', { owner: 'owner_id', rights: 'select', system: 'select, insert, update' }),
    ...isolate('audit_anchors', { owner: 'owner_id', rights: 'select', system: 'select, insert, update' }),
    'revoke insert on audit_entries from steward_app',
    'grant usage on sequence audit_entries_id_seq to steward_system',
    ...(await handOver(db, ['audit_append(text, text, text, text, jsonb)'])),
  ];
  for (const statement of all) await sql.raw(statement).execute(db);
}
