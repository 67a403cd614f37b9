import { type Examples, inApp, org, type Scene } from './example.ts';

const inTeam =
  (team_id: string) =>
  ({ org_id }: Scene) => ({ params: { org_id, team_id } });

export const teamExamples: Examples<'teams' | 'team_members' | 'team_apps' | 'app_teams'> = {
  'teams.list': { as: 'admin', input: org },
  'teams.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      return { ...org(scene), body: { teams: [{ id, name: id, default_permission_id: 'labeler_lead' }] } };
    },
  },
  'teams.update': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { teams: [{ id: 'team', name: scene.fresh() }] } }),
  },
  'teams.delete': { as: 'admin', input: (scene) => ({ ...org(scene), body: { ids: ['team'] } }) },
  'team_members.list': { as: 'admin', input: inTeam('full') },
  'team_members.add': {
    as: 'admin',
    input: (scene) => ({ ...inTeam('team')(scene), body: { user_ids: [scene.colleague.id] } }),
  },
  'team_members.remove': {
    as: 'admin',
    input: (scene) => ({ ...inTeam('full')(scene), body: { user_ids: [scene.admin.id] } }),
  },
  'team_apps.list': { as: 'admin', input: inTeam('full') },
  'team_apps.add': {
    as: 'admin',
    input: (scene) => ({ ...inTeam('team')(scene), body: { apps: [{ app_id: 'app' }] } }),
  },
  'team_apps.update': {
    as: 'admin',
    input: (scene) => ({
      ...inTeam('full')(scene),
      body: { apps: [{ app_id: 'app', permission_id: 'full_access' }] },
    }),
  },
  'team_apps.remove': { as: 'admin', input: (scene) => ({ ...inTeam('full')(scene), body: { app_ids: ['app'] } }) },
  'app_teams.list': { as: 'admin', input: inApp },
};
