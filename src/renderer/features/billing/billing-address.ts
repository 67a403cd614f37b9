import { z } from 'zod';
import { invoiceStatus } from '../../../contract/api/invoices.ts';
import { month } from '../../../contract/money.ts';
import { priceStates } from './price-periods.ts';

export const BILLING_TABS = ['overview', 'invoices', 'payments', 'budgets', 'prices'] as const;

/** What the address of the billing page holds; what it does not understand it leaves out. */
export const billingAddress = z.object({
  tab: z.enum(BILLING_TABS).optional().catch(undefined),
  status: invoiceStatus.optional().catch(undefined),
  /** The invoice whose lines are open at the side. */
  invoice: month.optional().catch(undefined),
  /** Which prices are shown: those that hold now unless told. */
  prices: z
    .enum([...priceStates, 'all'])
    .optional()
    .catch(undefined),
});
export type BillingAddress = z.output<typeof billingAddress>;

/** The month of the bill over all organizations; the one before this where none is said. */
export const allBillingAddress = z.object({ month: month.optional().catch(undefined) });
