import { isMonth } from '../../../contract/calendar.ts';
import { invoiceStatuses } from '../../../contract/vocabulary.ts';
import { type AddressOf, address, oneOf, where } from '../../lib/address.ts';

export const BILLING_TABS = ['overview', 'invoices', 'payments', 'budgets', 'prices'] as const;

export const priceStates = ['current', 'past', 'coming'] as const;
export type PriceState = (typeof priceStates)[number];

/** What the address of the billing page holds; what it does not understand it leaves out. */
export const billingAddress = address({
  tab: oneOf(BILLING_TABS),
  status: oneOf(invoiceStatuses),
  /** The invoice whose lines are open at the side. */
  invoice: where(isMonth),
  /** Which prices are shown: those that hold now unless told. */
  prices: oneOf([...priceStates, 'all']),
});
export type BillingAddress = AddressOf<typeof billingAddress>;

/** The month of the bill over all organizations; the one before this where none is said. */
export const allBillingAddress = address({ month: where(isMonth) });
