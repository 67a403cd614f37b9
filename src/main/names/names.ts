import type { FoundNames } from '../../contract/ipc.ts';
import type { AccountRecord } from '../accounts/account-file.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { CacheKey, OfflineCache } from '../offline-cache/cache.ts';
import { bestNames, type NameQuery } from './best-names.ts';
import { type Name, type NameList, readNames, readOrganizations } from './read-names.ts';

/**
 * Names of everything that is kept of an account, held in memory once somebody has looked for one: reading them anew
 * would cost more with each letter. They are the cache's own content and go whenever it does.
 */
export interface Names {
  /** Throws `Failure` keychain_* where the account's secrets cannot be read. Never waits for more than a moment. */
  search(accountId: string, query: NameQuery): Promise<FoundNames>;
  /** The cache, with the names following what is kept in it and what is forgotten. */
  readonly followed: OfflineCache;
  /** The screen was locked, or the machine goes to sleep. */
  forgetAll(): void;
}

interface NamesOptions {
  readonly cache: OfflineCache;
  readonly log: Logger;
  readonly record: (accountId: string) => AccountRecord;
  readonly mustBeReadable: (record: AccountRecord) => Promise<void>;
  /** How long a search waits for a first reading before it answers what is there. */
  readonly patienceMs?: number;
}

interface Known {
  /** By the list that they are of. */
  readonly lists: Map<string, readonly Name[]>;
  /** Lists that were kept anew since they were read. */
  readonly old: Set<string>;
  reading: Promise<void> | undefined;
  complete: boolean;
}

const ROUTES: Readonly<Record<string, string>> = {
  'members.list': 'member',
  'teams.list': 'team',
  'apps.list': 'app',
  'organizations.list': 'organizations',
};

const listName = ({ kind, owner }: Pick<NameList, 'kind' | 'owner'>): string => `${kind}/${owner}`;

/** Which whole list an answer is a page of; undefined for what has no names, or only those that a search found. */
function listOf({ route, input }: CacheKey): string | undefined {
  const kind = ROUTES[route];
  const { params, query = {} } = input as { params?: Record<string, string>; query?: Record<string, unknown> };
  const { per_page: _, cursor: __, ...filters } = query;
  if (kind === undefined || Object.keys(filters).length > 0) return undefined;
  return kind === 'organizations' ? kind : `${kind}/${params?.org_id ?? params?.user_id ?? ''}`;
}

const soon = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Reads nothing until somebody looks for a name. */
export function createNames(options: NamesOptions): Names {
  const { cache, log, record, mustBeReadable, patienceMs = 150 } = options;
  const accounts = new Map<string, Known>();

  const knownOf = (accountId: string): Known => {
    const known = accounts.get(accountId) ?? { lists: new Map(), old: new Set(), reading: undefined, complete: false };
    accounts.set(accountId, known);
    return known;
  };

  const readAll = async (account: AccountRecord, known: Known): Promise<void> => {
    const kept = { cache, accountId: account.id };
    known.old.delete('organizations');
    const organizations = await readOrganizations(kept);
    const wanted: NameList[] = [
      ...organizations.flatMap((organization) =>
        (['team', 'app', 'member'] as const).map((kind) => ({ kind, owner: organization.id, organization })),
      ),
      { kind: 'app', owner: account.person.id, organization: null },
    ];
    const names = new Set(wanted.map(listName));
    for (const name of known.lists.keys()) if (!names.has(name)) known.lists.delete(name);
    for (const name of known.old) if (!names.has(name)) known.old.delete(name);
    for (const list of wanted) {
      const name = listName(list);
      if (known.lists.has(name) && !known.old.has(name)) continue;
      // Before it is read: a page that comes meanwhile makes it old again.
      known.old.delete(name);
      known.lists.set(name, await readNames(kept, list));
    }
    known.complete = true;
  };

  const refresh = (accountId: string, known: Known): Promise<void> => {
    known.reading ??= readAll(record(accountId), known)
      .catch((error: unknown) => log.warn(reason(error), 'the names that are kept could not be read'))
      .finally(() => {
        known.reading = undefined;
      });
    return known.reading;
  };

  const forget = (accountId: string) => void accounts.delete(accountId);

  return {
    search: async (accountId, query) => {
      await mustBeReadable(record(accountId));
      const known = knownOf(accountId);
      if (!known.complete || known.old.size > 0) {
        const reading = refresh(accountId, known);
        if (!known.complete) await Promise.race([reading, soon(patienceMs)]);
      }
      const size = [...known.lists.values()].reduce((sum, list) => sum + list.length, 0);
      const complete = known.complete && known.old.size === 0 && known.reading === undefined;
      return { ...bestNames(known.lists.values(), query), known: size, complete };
    },
    forgetAll: () => accounts.clear(),
    followed: {
      ...cache,
      put: (key, entry) => {
        cache.put(key, entry);
        const list = listOf(key);
        if (list !== undefined) accounts.get(key.accountId)?.old.add(list);
      },
      wipe: (accountId) => {
        forget(accountId);
        return cache.wipe(accountId);
      },
      clear: () => {
        accounts.clear();
        return cache.clear();
      },
    },
  };
}
