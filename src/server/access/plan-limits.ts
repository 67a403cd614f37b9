import type { PlanId } from '../../contract/permissions.ts';
import { Problem } from '../http/problem.ts';

const NAMES: Readonly<Record<PlanId, string>> = { enterprise: 'Enterprise', pay_as_you_go: 'Pay as you go' };

/** What only some plans have, and which. */
const FEATURES = { teams: ['enterprise'], silos: ['enterprise'] } as const satisfies Record<string, readonly PlanId[]>;
export type Feature = keyof typeof FEATURES;

/** Whether an organization on this plan has the feature. What it made on another plan stays, and grants nothing. */
export const planHas = (feature: Feature, plan: PlanId): boolean =>
  (FEATURES[feature] as readonly PlanId[]).includes(plan);

/** Why the organization's plan lacks the feature, naming the plan that lifts the limit; undefined where it has it. */
export function planLimit(feature: Feature, membership: { readonly plan: PlanId } | null): string | undefined {
  if (membership === null || planHas(feature, membership.plan)) return undefined;
  const lifts = FEATURES[feature].map((plan) => NAMES[plan]).join(' or ');
  return `The plan ${NAMES[membership.plan]} has no ${feature}; ${lifts} has`;
}

/** Throws exceeds_limits where the organization's plan lacks the feature. */
export function assertPlanHas(feature: Feature, membership: { readonly plan: PlanId } | null): void {
  const message = planLimit(feature, membership);
  if (message !== undefined) throw new Problem('exceeds_limits', message, [{ field: 'plan', message }]);
}
