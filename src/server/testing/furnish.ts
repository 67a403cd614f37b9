import { randomBytes } from 'node:crypto';
import { contentKinds } from '../../contract/api/content.ts';
import { furnishBilling } from './furnish-billing.ts';
import type { TestPerson } from './people.ts';
import type { World } from './world.ts';

/** The public id of a second token of this person's, whose access to the scene's organization is withdrawn. */
export const spareKeyOf = ({ key_id }: TestPerson): string => `w${key_id}`;

/** What an organization has beyond its people: written straight into the tables, since scenes are built by the hundred. */
export async function furnish(
  world: World,
  org_id: string,
  admin: TestPerson,
  outsider: TestPerson,
  spare: TestPerson,
): Promise<void> {
  const { db } = world;
  const owner_id = org_id;
  const item = { id: 'item', name: 'Item' };
  await db
    .insertInto('apps')
    .values([
      { owner_id, id: 'app', name: 'App', description: '', visibility: 10, compliance_labels: ['HIPAA'] },
      { owner_id, id: 'other-app', name: 'Other app', description: '', visibility: 10, compliance_labels: [] },
      { owner_id: admin.id, id: 'mine', name: 'Mine', description: '', visibility: 10, compliance_labels: [] },
    ])
    .execute();
  await db
    .insertInto('app_content')
    .values([
      ...contentKinds.map((kind) => ({ owner_id, app_id: 'app', kind, ...item })),
      { owner_id, app_id: 'app', kind: 'models', id: 'deployed', name: 'Deployed' },
    ])
    .execute();
  const installed = { module_owner_id: owner_id, module_app_id: 'app', module_id: 'item' };
  await db
    .insertInto('installed_modules')
    .values({ owner_id, app_id: 'other-app', ...installed })
    .execute();
  await db
    .insertInto('collaborators')
    .values({ owner_id, app_id: 'app', collaborator_id: outsider.id, scopes: ['read'] })
    .execute();
  await db.insertInto('stars').values({ starrer_id: org_id, owner_id, app_id: 'other-app', kind: 'app' }).execute();
  await db
    .insertInto('clusters')
    .values(
      ['cluster', 'spare'].map((id) => ({ owner_id, id, name: id, cloud_provider: 'aws', region: 'eu-central-1' })),
    )
    .execute();
  const nodepool = { owner_id, cluster_id: 'cluster', instance_type: 'g5.xlarge', min_instances: 0, max_instances: 2 };
  await db
    .insertInto('nodepools')
    .values([
      { ...nodepool, id: 'pool' },
      { ...nodepool, id: 'spare' },
    ])
    .execute();
  const deployed = { cluster_id: 'cluster', nodepool_id: 'pool', app_id: 'app', model_id: 'deployed', replicas: 1 };
  await db
    .insertInto('deployments')
    .values({ owner_id, id: 'deployment', ...deployed })
    .execute();
  const team = { organization_id: org_id, default_permission_id: 'model_trainer' } as const;
  await db
    .insertInto('teams')
    .values([
      { ...team, id: 'team', name: 'Team', name_key: 'team' },
      { ...team, id: 'siloed', name: 'Siloed', name_key: 'siloed' },
      { ...team, id: 'full', name: 'Full', name_key: 'full' },
    ])
    .execute();
  await db.insertInto('team_members').values({ organization_id: org_id, team_id: 'full', user_id: admin.id }).execute();
  await db
    .insertInto('team_apps')
    .values({ organization_id: org_id, team_id: 'full', app_id: 'app', permission_id: null })
    .execute();
  await db
    .insertInto('silos')
    .values({ organization_id: org_id, id: 'silo', name: 'Silo', name_key: 'silo', required_labels: ['HIPAA'] })
    .execute();
  await db.insertInto('silo_teams').values({ organization_id: org_id, silo_id: 'silo', team_id: 'siloed' }).execute();
  const withdrawn = { id: spareKeyOf(spare), user_id: spare.id, hash: randomBytes(32), description: 'Withdrawn' };
  await db
    .insertInto('keys')
    .values({ ...withdrawn, scopes: ['*'], made_by: 'person' })
    .execute();
  await db.insertInto('withdrawn_tokens').values({ organization_id: org_id, key_id: withdrawn.id }).execute();
  await furnishBilling(world, org_id);
}
