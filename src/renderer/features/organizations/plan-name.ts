import type { Organization } from '../../../contract/api/organizations.ts';

const PLANS = { enterprise: 'Enterprise', pay_as_you_go: 'Pay as you go' } as const;

/** What people call a plan. */
export const planName = (plan: Organization['plan']): string => PLANS[plan];
