import { type Examples, inApp } from './example.ts';

const list = { as: 'admin', input: inApp } as const;
const remove = {
  as: 'admin',
  input: (scene: Parameters<typeof inApp>[0]) => ({ ...inApp(scene), body: { ids: ['item'] } }),
} as const;

export const contentExamples: Examples<
  'models' | 'workflows' | 'datasets' | 'inputs' | 'modules' | 'installed_modules'
> = {
  'models.list': list,
  'models.create': { as: 'admin', input: (scene) => ({ ...inApp(scene), body: { models: [{ id: scene.fresh() }] } }) },
  'models.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { models: [{ id: 'item', name: scene.fresh() }] } }),
  },
  'models.delete': remove,
  'workflows.list': list,
  'workflows.create': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { workflows: [{ id: scene.fresh() }] } }),
  },
  'workflows.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { workflows: [{ id: 'item', name: scene.fresh() }] } }),
  },
  'workflows.delete': remove,
  'datasets.list': list,
  'datasets.create': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { datasets: [{ id: scene.fresh() }] } }),
  },
  'datasets.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { datasets: [{ id: 'item', name: scene.fresh() }] } }),
  },
  'datasets.delete': remove,
  'inputs.list': list,
  'inputs.create': { as: 'admin', input: (scene) => ({ ...inApp(scene), body: { inputs: [{ id: scene.fresh() }] } }) },
  'inputs.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { inputs: [{ id: 'item', name: scene.fresh() }] } }),
  },
  'inputs.delete': remove,
  'modules.list': list,
  'modules.create': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { modules: [{ id: scene.fresh() }] } }),
  },
  'modules.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { modules: [{ id: 'item', name: scene.fresh() }] } }),
  },
  'modules.delete': remove,
  'installed_modules.list': list,
  'installed_modules.create': {
    as: 'admin',
    input: (scene) => ({
      ...inApp(scene),
      body: { installed_modules: [{ module_id: 'item', module_owner_id: scene.org_id, module_app_id: 'app' }] },
    }),
  },
  'installed_modules.delete': {
    as: 'admin',
    input: ({ org_id }) => ({
      params: { user_id: org_id, app_id: 'other-app' },
      body: { installed_modules: [{ module_id: 'item', module_owner_id: org_id, module_app_id: 'app' }] },
    }),
  },
};
