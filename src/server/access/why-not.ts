import type { Denial } from '../../contract/access.ts';
import type { Action } from '../../contract/permissions.ts';

const SENTENCES = {
  silo: ({ silo_id }: Denial & { via: 'silo' }) => `the silo ${silo_id} keeps it from you`,
  scope: ({ missing }: Denial & { via: 'scope' }) => `the token lacks the scope ${missing}`,
  token: ({ rule }: Denial & { via: 'token' }) => `the organization keeps this token out: ${rule}`,
  plan: ({ plan }: Denial & { via: 'plan' }) => `the plan ${plan} has no teams`,
} as const;

/** The sentence that says which rule refused; `otherwise` where no rule did, and nothing says yes. */
export function whyNot(denials: readonly Denial[], action: Action, otherwise: string): string {
  const [first] = denials;
  if (first === undefined) return otherwise;
  return `${(SENTENCES[first.via] as (denial: Denial) => string)(first)} (${action})`;
}
