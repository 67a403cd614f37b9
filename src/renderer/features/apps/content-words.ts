import type { ContentKind } from '../../../contract/api/content.ts';

const SINGULARS: Readonly<Record<ContentKind, string>> = {
  models: 'model',
  workflows: 'workflow',
  datasets: 'dataset',
  inputs: 'input',
  modules: 'module',
};

export const singular = (kind: ContentKind): string => SINGULARS[kind];

/** What each kind is for, where there is none of it yet. */
export const CONTENT_TEXTS: Readonly<Record<ContentKind, string>> = {
  models: 'A model is trained here, or brought along, and answers what it is asked.',
  workflows: 'A workflow runs inputs through models, one after the other.',
  datasets: 'A dataset is a set of inputs to train with and to measure by.',
  inputs: 'Inputs are the images, texts and recordings that everything else works on.',
  modules: 'A module is a page of its own inside the app.',
};
