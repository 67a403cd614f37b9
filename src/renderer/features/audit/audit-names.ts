import { useMemo } from 'react';
import type { AccessNames } from '../access/grant-sentence.ts';
import { useAccessNames } from '../access/use-access-names.ts';

/** What people, apps, teams and silos are called today; the id of what is not known. */
export type AuditNames = (kind: string, id: string) => string;

export const idsAsNames: AuditNames = (_kind, id) => id;

const known = (names: AccessNames): Readonly<Record<string, ((id: string) => string) | undefined>> => ({
  user: names.person,
  app: names.app,
  team: names.team,
  silo: names.silo,
});

/** The names in one organization. Over all of them, with null, ids stand for themselves: no list has them all. */
export function useAuditNames(org: string | null): AuditNames {
  const names = useAccessNames(org ?? '', org !== null);
  return useMemo(() => {
    if (org === null) return idsAsNames;
    const byKind = known(names);
    return (kind, id) => byKind[kind]?.(id) ?? id;
  }, [org, names]);
}
