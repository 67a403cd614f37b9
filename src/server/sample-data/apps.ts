import type { ContentKind } from '../../contract/api/content.ts';

type Kinds = Readonly<Record<ContentKind, readonly string[]>>;

/** What an app of these organizations is made of: names that a reader believes, by kind. */
export const CONTENT: Kinds = {
  models: ['Baseline', 'Candidate', 'Distilled', 'Ensemble', 'Edge build', 'Long context'],
  workflows: ['Ingest and predict', 'Nightly evaluation', 'Human review'],
  datasets: ['Training set', 'Validation set', 'Hold-out 2026', 'Edge cases'],
  inputs: ['Batch', 'Upload', 'Archive scan'],
  modules: ['Review board', 'Report builder'],
};
export const TYPES: Kinds = {
  models: ['visual-classifier', 'text-to-text', 'visual-detector', 'embedder'],
  workflows: ['pipeline'],
  datasets: ['images', 'documents', 'signals'],
  inputs: ['image', 'text'],
  modules: ['ui'],
};

/** How many items of each kind the largest apps have; the others have fewer. */
export const AMOUNTS: Readonly<Record<ContentKind, number>> = {
  models: 6,
  workflows: 3,
  datasets: 4,
  inputs: 24,
  modules: 2,
};

/** Apps that the owner of the workspace keeps to themselves or shares. */
export const PERSONAL_APPS = [
  { id: 'sketchbook', name: 'Sketchbook', description: 'Ideas that are not ready for anybody else.' },
  { id: 'triage-prototype', name: 'Triage prototype', description: 'Before it moves to Helix Diagnostics.' },
  { id: 'reading-list', name: 'Reading list', description: 'Papers, summarised.' },
] as const;

export const CLUSTERS = [
  { id: 'eu-central', name: 'EU central', cloud_provider: 'aws', region: 'eu-central-1' },
  { id: 'on-premises', name: 'On premises', cloud_provider: 'local', region: 'berlin-dc2' },
] as const;

export const NODEPOOLS = [
  { id: 'gpu', instance_type: 'g6e.2xlarge', min_instances: 1, max_instances: 8 },
  { id: 'cpu', instance_type: 't3a.medium', min_instances: 0, max_instances: 20 },
] as const;
