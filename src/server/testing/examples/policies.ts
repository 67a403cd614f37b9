import { NIST_POLICY } from '../../../contract/password-policy.ts';
import { spareKeyOf } from '../furnish.ts';
import { type Examples, me, org } from './example.ts';

const token_rules = { max_lifetime_days: null, require_expiry: false, allowed_scopes: null };

export const policyExamples: Examples<'silos' | 'password_policy' | 'token_rules' | 'member_tokens' | 'access'> = {
  'silos.list': { as: 'admin', input: org },
  'silos.create': {
    as: 'admin',
    input: (scene) => {
      const id = scene.fresh();
      return { ...org(scene), body: { silos: [{ id, name: id, team_ids: ['team'], required_labels: ['GDPR'] }] } };
    },
  },
  'silos.update': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { silos: [{ id: 'silo', name: scene.fresh() }] } }),
  },
  'silos.delete': { as: 'admin', input: (scene) => ({ ...org(scene), body: { ids: ['silo'] } }) },
  'password_policy.get': { as: 'admin', input: org },
  'password_policy.put': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { password_policy: NIST_POLICY } }),
  },
  'password_policy.preview': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { password_policy: NIST_POLICY } }),
  },
  'token_rules.get': { as: 'admin', input: org },
  'token_rules.put': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { token_rules: { ...token_rules, allowed_scopes: ['*'] } } }),
  },
  'token_rules.preview': { as: 'admin', input: (scene) => ({ ...org(scene), body: { token_rules } }) },
  'member_tokens.list': { as: 'admin', input: org },
  'member_tokens.withdraw': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { ids: [scene.colleague.key_id] } }),
  },
  'member_tokens.restore': {
    as: 'admin',
    input: (scene) => ({ ...org(scene), body: { ids: [spareKeyOf(scene.second)] } }),
  },
  'access.list': {
    as: 'admin',
    input: ({ org_id, colleague }) => ({ params: { org_id }, query: { user_id: colleague.id } }),
  },
  'access.explain': {
    as: 'admin',
    input: ({ org_id, colleague }) => ({
      params: { org_id },
      body: { user_id: colleague.id, action: 'train_models', app_id: 'app' },
    }),
  },
  'access.simulate': {
    as: 'admin',
    input: ({ org_id, colleague }) => ({
      params: { org_id },
      body: { changes: [{ type: 'change_role', user_id: colleague.id, role_id: 'organization_user' }] },
    }),
  },
};

export const passwordExamples: Pick<Examples<'users'>, 'users.validate_password' | 'users.password_policy'> = {
  'users.validate_password': {
    as: 'admin',
    input: () => ({ params: me, body: { password: { plaintext: 'correct horse battery staple' } } }),
  },
  'users.password_policy': { as: 'admin', input: () => ({ params: me }) },
};
