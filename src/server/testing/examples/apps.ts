import { type Examples, inApp, owned } from './example.ts';

export const appExamples: Examples<'apps' | 'app'> = {
  'apps.list': { as: 'admin', input: owned },
  'apps.get': { as: 'admin', input: inApp },
  'apps.create': { as: 'admin', input: (scene) => ({ ...owned(scene), body: { apps: [{ id: scene.fresh() }] } }) },
  'apps.update': {
    as: 'admin',
    input: (scene) => ({ ...owned(scene), body: { apps: [{ id: 'app', description: scene.fresh() }] } }),
  },
  'apps.delete': { as: 'admin', input: (scene) => ({ ...owned(scene), body: { ids: ['other-app'] } }) },
  'app.update': { as: 'admin', input: (scene) => ({ ...inApp(scene), body: { app: { notes: scene.fresh() } } }) },
  'app.delete': { as: 'admin', input: inApp },
  'app.transfer': {
    as: 'admin',
    input: ({ admin, org_id, fresh }) => ({
      params: { user_id: admin.id, app_id: 'mine' },
      body: { organization_id: org_id, new_id: fresh() },
    }),
  },
};
