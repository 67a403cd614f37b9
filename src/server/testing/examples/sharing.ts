import { type Examples, inApp, owned } from './example.ts';

export const sharingExamples: Examples<'collaborators' | 'collaborations' | 'stars' | 'starred'> = {
  'collaborators.list': { as: 'admin', input: inApp },
  'collaborators.add': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { collaborators: [{ id: scene.invitee.id, scopes: ['read'] }] } }),
  },
  'collaborators.update': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { collaborators: [{ id: scene.outsider.id, scopes: ['*'] }] } }),
  },
  'collaborators.remove': {
    as: 'admin',
    input: (scene) => ({ ...inApp(scene), body: { ids: [scene.outsider.id] } }),
  },
  'collaborations.list': { as: 'admin', input: owned },
  'stars.add': {
    as: 'admin',
    input: (scene) => ({ ...owned(scene), body: { targets: [{ app: { id: 'app', user_id: scene.org_id } }] } }),
  },
  'stars.remove': {
    as: 'admin',
    input: (scene) => ({ ...owned(scene), body: { targets: [{ app: { id: 'other-app', user_id: scene.org_id } }] } }),
  },
  'starred.list': { as: 'admin', input: owned },
};
