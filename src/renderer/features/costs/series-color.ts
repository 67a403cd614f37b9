/** The accent first, then its lighter kin and slates: the order in which they differ most where they touch. */
const COLORS = [
  'var(--accent)',
  'var(--slate-11)',
  'color-mix(in srgb, var(--accent) 60%, var(--surface))',
  'var(--slate-9)',
  'color-mix(in srgb, var(--accent) 75%, var(--slate-12))',
] as const;

/** The colour of the series at a place; what comes after the fifth is the rest, and lightest. */
export const seriesColor = (index: number): string => COLORS[index] ?? 'var(--slate-7)';
