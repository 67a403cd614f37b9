import { useCallback } from 'react';
import type { Member } from '../../../contract/api/members.ts';
import { ROLES, type RoleId } from '../../../contract/permissions.ts';
import { useAccount, useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { personName } from '../../lib/person-name.ts';
import { toast } from '../../ui/toast.tsx';
import { usePendingChanges } from './pending-changes.ts';

interface RoleChange {
  readonly user_id: string;
  readonly role_id: RoleId;
}

function changedText(members: readonly Member[], role: RoleId): string {
  const [first] = members;
  const name = first !== undefined && members.length === 1 ? personName(first.user) : undefined;
  return name === undefined
    ? `${plural(members.length, 'member')} now have the role ${ROLES[role].name}.`
    : `${name} now has the role ${ROLES[role].name}.`;
}

/** Changes roles at once on screen, takes it back with the reason when refused, and offers to undo it. */
export function useChangeRoles(org: string): (members: readonly Member[], role: RoleId) => Promise<void> {
  const { run } = useCommand('members.update');
  const invalidate = useInvalidate();
  const me = useAccount()?.person.id;

  const apply = useCallback(
    async (changes: readonly RoleChange[]): Promise<boolean> => {
      const ids = changes.map(({ user_id }) => user_id);
      const { put, drop } = usePendingChanges.getState();
      put(
        org,
        changes.map(({ user_id, role_id }) => [user_id, role_id] as const),
      );
      try {
        await run({ params: { org_id: org }, body: { members: [...changes] } });
      } catch (thrown) {
        drop(org, ids);
        toast.error('The role was not changed', toAppError(thrown));
        return false;
      }
      const fresh = Promise.all([
        invalidate(org, 'members.list', 'organizations.home', 'organizations.get', 'audit.search'),
        invalidate(null, 'organizations.list'),
      ]);
      void fresh.finally(() => drop(org, ids));
      return true;
    },
    [org, run, invalidate],
  );

  return useCallback(
    async (members, role) => {
      const changing = members.filter(({ role_id }) => role_id !== role);
      if (changing.length === 0) return;
      const before = changing.map(({ user, role_id }) => ({ user_id: user.id, role_id }));
      const done = await apply(before.map(({ user_id }) => ({ user_id, role_id: role })));
      if (!done) return;
      // Whoever changed their own role may no longer be able to change it back.
      const undoable = changing.every(({ user }) => user.id !== me);
      toast.success(changedText(changing, role), undoable ? { action: { onSelect: () => void apply(before) } } : {});
    },
    [apply, me],
  );
}
