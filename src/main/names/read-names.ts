import { z } from 'zod';
import { type RouteName, routes } from '../../contract/api/index.ts';
import type { NameKind } from '../../contract/ipc.ts';
import { type Searchable, searchable } from '../../contract/name-match.ts';
import { WHOLE_LIST_PAGES } from '../../contract/vocabulary.ts';
import { parseInput } from '../api-client/input.ts';
import type { OfflineCache } from '../offline-cache/cache.ts';

/** A name of something that is kept. */
export interface Name extends Searchable {
  readonly key: string;
  readonly kind: NameKind;
  readonly id: string;
  readonly name: string;
  readonly detail: string;
  readonly organization: KnownOrganization | null;
}

export interface KnownOrganization {
  readonly id: string;
  readonly name: string;
}

/** One list whose names are read together. */
export interface NameList {
  readonly kind: NameKind;
  /** The organization's id, or the person's for their own apps. */
  readonly owner: string;
  readonly organization: KnownOrganization | null;
}

/** Only what a name needs: a page of a thousand is read in a few milliseconds. */
const next = { next_cursor: z.string().optional() };
const named = z.object({ id: z.string(), name: z.string() });
const organizations = z.object({ ...next, organizations: z.array(named) });
const members = z.object({
  ...next,
  members: z.array(
    z.object({
      user: z.object({ id: z.string(), first_name: z.string(), last_name: z.string(), primary_email: z.string() }),
    }),
  ),
});
const teams = z.object({ ...next, teams: z.array(named) });
const apps = z.object({ ...next, apps: z.array(named) });

interface Kept {
  readonly cache: Pick<OfflineCache, 'get'>;
  readonly accountId: string;
}

/** The pages of a whole list as far as they are kept, one after the other. */
async function* keptPages<S extends z.ZodType<{ next_cursor?: string | undefined }>>(
  { cache, accountId }: Kept,
  route: RouteName,
  params: Record<string, string>,
  schema: S,
): AsyncGenerator<z.output<S>> {
  let cursor: string | undefined;
  do {
    const per_page = cursor === undefined ? WHOLE_LIST_PAGES.first : WHOLE_LIST_PAGES.next;
    const input = parseInput(routes[route], { params, query: { per_page, ...(cursor && { cursor }) } });
    const entry = await cache.get({ accountId, route, input });
    // What an older version kept may have another shape.
    const page = schema.safeParse(entry?.data);
    if (!page.success) return;
    yield page.data;
    cursor = page.data.next_cursor;
  } while (cursor !== undefined);
}

/** The organizations of the account's person, as kept. */
export async function readOrganizations(kept: Kept): Promise<KnownOrganization[]> {
  const found: KnownOrganization[] = [];
  for await (const page of keptPages(kept, 'organizations.list', { user_id: 'me' }, organizations))
    found.push(...page.organizations.map(({ id, name }) => ({ id, name })));
  return found;
}

const keyOf = ({ kind, owner }: NameList, id: string): string => `${kind}/${owner}/${id}`;

function nameOf(list: NameList, id: string, name: string, detail: string): Name {
  const { kind, organization } = list;
  return { ...searchable(name, detail, id), key: keyOf(list, id), kind, id, name, detail, organization };
}

/** Every name of a list that is kept, with pauses in which other work goes on. */
export async function readNames(kept: Kept, list: NameList): Promise<Name[]> {
  const { kind, owner } = list;
  const found: Name[] = [];
  const add = (rows: readonly { id: string; name: string }[]) => {
    for (const { id, name } of rows) found.push(nameOf(list, id, name, id));
  };
  if (kind === 'team')
    for await (const page of keptPages(kept, 'teams.list', { org_id: owner }, teams)) add(page.teams);
  else if (kind === 'app')
    for await (const page of keptPages(kept, 'apps.list', { user_id: owner }, apps)) add(page.apps);
  else
    for await (const page of keptPages(kept, 'members.list', { org_id: owner }, members))
      for (const { user } of page.members) {
        const name = `${user.first_name} ${user.last_name}`.trim();
        found.push(nameOf(list, user.id, name === '' ? user.id : name, user.primary_email));
      }
  return found;
}
