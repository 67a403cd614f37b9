import { actionLabel } from '../account/scope-labels.ts';

const NAMES: Readonly<Record<string, string>> = {
  prediction: 'Predictions',
  search: 'Searches',
  compute: 'Compute',
};

/** What people call a category of usage. */
export const categoryName = (category: string): string => NAMES[category] ?? actionLabel(category);
