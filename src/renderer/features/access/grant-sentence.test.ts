import { describe, expect, it } from 'vitest';
import { type Denial, type Grant, grant, type SimulatedChange, simulatedChange } from '../../../contract/access.ts';
import { accessSentence, changeSentence, denialSentence, grantSentence, sentenceText } from './grant-sentence.ts';

const names = {
  person: (id: string) => ({ ada: 'Ada Byron', kestrel: 'Kestrel Mapping' })[id] ?? id,
  team: (id: string) => ({ rad: 'Radiology', ann: 'Annotation' })[id] ?? id,
  app: (id: string) => ({ xray: 'Chest X-ray' })[id] ?? id,
  silo: (id: string) => ({ health: 'Health data' })[id] ?? id,
};

const GRANTS: readonly (readonly [Grant, string])[] = [
  [{ via: 'owner', user_id: 'ada' }, 'as the owner of the app'],
  [{ via: 'role', role_id: 'organization_contributor' }, 'as Organization Contributor'],
  [
    { via: 'team', team_id: 'rad', permission_id: 'model_trainer', from: 'default' },
    'through team Radiology, whose default is Model Trainer',
  ],
  [
    { via: 'team', team_id: 'rad', permission_id: 'full_access', from: 'app' },
    'through team Radiology, which has Full Access on this app',
  ],
  [
    { via: 'team', team_id: 'rad', permission_id: 'model_trainer', from: 'default', app_id: 'xray' },
    'through team Radiology, whose default Model Trainer holds on Chest X-ray',
  ],
  [
    { via: 'team', team_id: 'rad', permission_id: 'model_trainer', from: 'app', app_id: 'xray' },
    'through team Radiology, which has Model Trainer on Chest X-ray',
  ],
  [{ via: 'collaborator', collaborator_id: 'ada', scopes: ['*'] }, 'as a collaborator: everything in the app'],
  [
    { via: 'collaborator', collaborator_id: 'kestrel', scopes: ['read'] },
    'as a member of Kestrel Mapping, a collaborator: reading',
  ],
  [{ via: 'visibility', visibility: 'public' }, 'because the app is public'],
  [{ via: 'visibility', visibility: 'organization' }, 'because everybody in the organization may see the app'],
];

const DENIALS: readonly (readonly [Denial, string])[] = [
  [
    { via: 'silo', silo_id: 'health', team_ids: ['rad'], missing_labels: ['HIPAA'] },
    'Silo Health data keeps them out: through team Radiology they are bound to apps with the label HIPAA, which this app lacks',
  ],
  [
    { via: 'silo', silo_id: 'health', team_ids: ['rad', 'ann'], missing_labels: ['GDPR', 'HIPAA'] },
    'Silo Health data keeps them out: through teams Radiology, Annotation they are bound to apps with the labels GDPR and HIPAA, which this app lacks',
  ],
  [{ via: 'scope', missing: 'train_models' }, 'The token in use does not cover it: it lacks the scope to train models'],
  [{ via: 'plan', plan: 'pay_as_you_go' }, 'The plan Pay as you go has no teams, so none gives access'],
  [
    { via: 'token', rule: 'withdrawn' },
    'The token in use is kept out: an admin withdrew its access to this organization',
  ],
];

const CHANGES: readonly (readonly [SimulatedChange, string])[] = [
  [{ type: 'change_role', user_id: 'ada', role_id: 'admin' }, 'make Ada Byron Admin'],
  [{ type: 'remove_member', user_id: 'ada' }, 'remove Ada Byron from the organization'],
  [{ type: 'add_team_member', team_id: 'rad', user_id: 'ada' }, 'add Ada Byron to team Radiology'],
  [{ type: 'remove_team_member', team_id: 'rad', user_id: 'ada' }, 'remove Ada Byron from team Radiology'],
  [
    { type: 'add_team_app', team_id: 'rad', app_id: 'xray', permission_id: 'labeler_lead' },
    'add Chest X-ray to team Radiology with Labeler Lead',
  ],
  [
    { type: 'change_team_app', team_id: 'rad', app_id: 'xray', permission_id: null },
    'set Chest X-ray in team Radiology to the team’s default',
  ],
  [{ type: 'remove_team_app', team_id: 'rad', app_id: 'xray' }, 'remove Chest X-ray from team Radiology'],
  [
    { type: 'change_team_default', team_id: 'rad', default_permission_id: 'labeler_worker' },
    'set the default of team Radiology to Labeler Worker',
  ],
  [{ type: 'delete_team', team_id: 'rad' }, 'delete team Radiology'],
  [{ type: 'set_labels', app_id: 'xray', compliance_labels: ['GDPR', 'HIPAA'] }, 'label Chest X-ray GDPR and HIPAA'],
  [{ type: 'set_visibility', app_id: 'xray', visibility: 50 }, 'make Chest X-ray public'],
  [{ type: 'delete_app', app_id: 'xray' }, 'delete Chest X-ray'],
  [
    { type: 'put_silo', silo: { id: 'health', team_ids: ['rad'], required_labels: ['HIPAA'] } },
    'put up silo Health data for Radiology with HIPAA',
  ],
  [{ type: 'delete_silo', silo: { id: 'health' } }, 'take down silo Health data'],
  [
    { type: 'add_collaborator', app_id: 'xray', user_id: 'ada', scopes: ['read'] },
    'let Ada Byron work in Chest X-ray: reading',
  ],
  [
    { type: 'remove_collaborator', app_id: 'xray', user_id: 'ada' },
    'end the collaboration of Ada Byron in Chest X-ray',
  ],
];

const typesOf = (schema: { options: readonly { shape: Record<string, unknown> }[] }, key: string) =>
  schema.options.map(({ shape }) => (shape[key] as { value: string }).value);

describe('sentences', () => {
  it.each(GRANTS)('%j', (one, text) => expect(sentenceText(grantSentence(one, names, 'ada'))).toBe(text));
  it.each(DENIALS)('%j', (one, text) => expect(sentenceText(denialSentence(one, names))).toBe(text));
  it.each(CHANGES)('%j', (one, text) => expect(sentenceText(changeSentence(one, names))).toBe(text));

  it('are tried for every grant and every change that there is', () => {
    expect(new Set(GRANTS.map(([{ via }]) => via))).toEqual(new Set(typesOf(grant, 'via')));
    expect(new Set(CHANGES.map(([{ type }]) => type))).toEqual(new Set(typesOf(simulatedChange, 'type')));
  });
});

describe('access told whole', () => {
  const team: Grant = { via: 'team', team_id: 'rad', permission_id: 'model_trainer', from: 'default' };
  const asked = { user_id: 'ada', action: 'train_models', app_id: 'xray', grants: [team], denials: [] };

  it('says what, where, through what, and what would end it', () => {
    const ended_by = [[{ type: 'remove_team_member', team_id: 'rad', user_id: 'ada' } as const]];
    expect(sentenceText(accessSentence({ ...asked, ended_by }, names))).toBe(
      'Ada Byron can train models in Chest X-ray through team Radiology, whose default is Model Trainer. ' +
        'That ends if you remove Ada Byron from team Radiology.',
    );
  });

  it('says what a denial overrules', () => {
    const denials: Denial[] = [{ via: 'plan', plan: 'pay_as_you_go' }];
    expect(sentenceText(accessSentence({ ...asked, denials }, names))).toBe(
      'Ada Byron cannot train models in Chest X-ray. The plan Pay as you go has no teams, so none gives access. ' +
        'That overrules what they have through team Radiology, whose default is Model Trainer.',
    );
  });

  it('says that nothing gives it', () => {
    expect(sentenceText(accessSentence({ ...asked, grants: [] }, names))).toBe(
      'Ada Byron cannot train models in Chest X-ray: no role, team or share gives it.',
    );
  });
});
