import { useCallback } from 'react';
import { useInvalidate } from '../../lib/api.ts';

/** Answers a function that asks again for what a change of money changes. */
export function useRefreshBilling(org: string): () => Promise<void> {
  const invalidate = useInvalidate();
  return useCallback(
    () =>
      invalidate(
        org,
        'billing_account.get',
        'invoices.list',
        'invoices.get',
        'payments.list',
        'payment_methods.list',
        'credits.list',
        'budgets.list',
        'budget_alerts.list',
        'organizations.home',
      ),
    [org, invalidate],
  );
}
