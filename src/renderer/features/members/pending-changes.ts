import { create } from 'zustand';
import type { Member } from '../../../contract/api/members.ts';
import type { RoleId } from '../../../contract/permissions.ts';

export type Change = RoleId | 'removed';
type Changes = ReadonlyMap<string, Change>;

interface PendingChanges {
  /** By organization, then by person: what was asked for and is not yet in what the backend answered. */
  readonly byOrg: Readonly<Record<string, Changes>>;
  put(org: string, changes: Iterable<readonly [string, Change]>): void;
  drop(org: string, userIds: Iterable<string>): void;
}

const NONE: Changes = new Map();

/** Laid over the answered list, so that a refetch in between does not make a change flicker back. */
export const usePendingChanges = create<PendingChanges>((set) => ({
  byOrg: {},
  put: (org, changes) =>
    set(({ byOrg }) => ({ byOrg: { ...byOrg, [org]: new Map([...(byOrg[org] ?? NONE), ...changes]) } })),
  drop: (org, userIds) =>
    set(({ byOrg }) => {
      const gone = new Set(userIds);
      const left = [...(byOrg[org] ?? NONE)].filter(([id]) => !gone.has(id));
      return { byOrg: { ...byOrg, [org]: new Map(left) } };
    }),
}));

export const changesOf = (org: string) => (state: PendingChanges) => state.byOrg[org] ?? NONE;

/** The members as they will be once the changes are through. */
export function withChanges(members: readonly Member[], changes: Changes): readonly Member[] {
  if (changes.size === 0) return members;
  return members.flatMap((member) => {
    const change = changes.get(member.user.id);
    if (change === undefined) return [member];
    return change === 'removed' ? [] : [{ ...member, role_id: change }];
  });
}
