import { useMemo } from 'react';
import type { Team, TeamApp } from '../../../contract/api/teams.ts';
import type { TeamPermissionId } from '../../../contract/permissions.ts';
import { useCommand } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { plural } from '../../lib/format.ts';
import { toast } from '../../ui/toast.tsx';
import { inChunks } from './in-chunks.ts';
import { permissionName } from './permissions.ts';
import { useRefreshTeams } from './use-team.ts';

export interface TeamAppChoice {
  readonly app_id: string;
  /** Null where the team's default is to hold. */
  readonly permission_id: TeamPermissionId | null;
}

const people = (count: number) => plural(count, 'person', 'people');
const choiceOf = ({ app_id, permission_id }: TeamApp): TeamAppChoice => ({ app_id, permission_id });
const choiceName = (permission: TeamPermissionId | null) =>
  permission === null ? 'the team’s default' : permissionName(permission);

/** The calls, without what is said about them. */
function useCalls(org: string, team: string) {
  const addMembers = useCommand('team_members.add').run;
  const removeMembers = useCommand('team_members.remove').run;
  const addApps = useCommand('team_apps.add').run;
  const updateApps = useCommand('team_apps.update').run;
  const removeApps = useCommand('team_apps.remove').run;
  const refresh = useRefreshTeams(org);
  return useMemo(() => {
    const params = { org_id: org, team_id: team };
    const then = async (work: Promise<unknown>) => {
      try {
        await work;
      } finally {
        // Some of it may be done even where the rest was refused.
        await refresh();
      }
    };
    return {
      addMembers: (ids: readonly string[]) =>
        then(inChunks(ids, (user_ids) => addMembers({ params, body: { user_ids } }))),
      removeMembers: (ids: readonly string[]) =>
        then(inChunks(ids, (user_ids) => removeMembers({ params, body: { user_ids } }))),
      addApps: (apps: readonly TeamAppChoice[]) =>
        then(
          inChunks(apps, (chunk) =>
            addApps({
              params,
              body: {
                apps: chunk.map(({ app_id, permission_id }) => ({
                  app_id,
                  ...(permission_id !== null && { permission_id }),
                })),
              },
            }),
          ),
        ),
      updateApps: (apps: readonly TeamAppChoice[]) =>
        then(inChunks(apps, (chunk) => updateApps({ params, body: { apps: chunk } }))),
      removeApps: (ids: readonly string[]) =>
        then(inChunks(ids, (app_ids) => removeApps({ params, body: { app_ids } }))),
    };
  }, [org, team, addMembers, removeMembers, addApps, updateApps, removeApps, refresh]);
}

/** Undoing is a change of its own: what it fails with is said as well. */
const undo = (work: () => Promise<void>) => ({
  action: {
    onSelect: () => {
      work().catch((thrown: unknown) => toast.error('It could not be undone', toAppError(thrown)));
    },
  },
});

/** Changes to one team's members and apps; each says what it did and offers to undo it, and throws when refused. */
export function useTeamChanges(org: string, { id, name }: Pick<Team, 'id' | 'name'>) {
  const calls = useCalls(org, id);
  return useMemo(
    () => ({
      addMembers: async (ids: readonly string[]) => {
        await calls.addMembers(ids);
        toast.success(
          `Added ${people(ids.length)} to ${name}.`,
          undo(() => calls.removeMembers(ids)),
        );
      },
      removeMembers: async (ids: readonly string[]) => {
        await calls.removeMembers(ids);
        toast.success(
          `Removed ${people(ids.length)} from ${name}.`,
          undo(() => calls.addMembers(ids)),
        );
      },
      addApps: async (apps: readonly TeamAppChoice[]) => {
        await calls.addApps(apps);
        toast.success(
          `Added ${plural(apps.length, 'app')} to ${name}.`,
          undo(() => calls.removeApps(apps.map(({ app_id }) => app_id))),
        );
      },
      changePermission: async (apps: readonly TeamApp[], permission_id: TeamPermissionId | null) => {
        const changing = apps.filter((app) => app.permission_id !== permission_id);
        if (changing.length === 0) return;
        await calls.updateApps(changing.map(({ app_id }) => ({ app_id, permission_id })));
        const what = changing.length === 1 ? changing[0]?.name : plural(changing.length, 'app');
        toast.success(
          `${what}: ${choiceName(permission_id)} in ${name}.`,
          undo(() => calls.updateApps(changing.map(choiceOf))),
        );
      },
      removeApps: async (apps: readonly TeamApp[]) => {
        await calls.removeApps(apps.map(({ app_id }) => app_id));
        toast.success(
          `Removed ${plural(apps.length, 'app')} from ${name}.`,
          undo(() => calls.addApps(apps.map(choiceOf))),
        );
      },
    }),
    [calls, name],
  );
}
export type TeamChanges = ReturnType<typeof useTeamChanges>;
