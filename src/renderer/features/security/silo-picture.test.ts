import { expect, it } from 'vitest';
import { siloPicture } from './silo-picture.ts';

const app = (...compliance_labels: string[]) => ({ compliance_labels });

it('leaves a team in two silos the apps that bear the labels of both', () => {
  const silos = [
    { id: 'health', team_ids: ['radiology', 'trials'], required_labels: ['HIPAA'] },
    { id: 'europe', team_ids: ['radiology'], required_labels: ['GDPR'] },
  ];
  const { labels, rows } = siloPicture(silos, [app('HIPAA', 'GDPR'), app('HIPAA'), app('ITAR'), app()]);
  expect(labels).toEqual(['GDPR', 'HIPAA', 'ITAR']);
  expect(rows.map(({ teamId, openApps, closedApps, siloIds }) => [teamId, openApps, closedApps, siloIds])).toEqual([
    ['radiology', 1, 3, ['health', 'europe']],
    ['trials', 2, 2, ['health']],
  ]);
});
