import { accountOperations } from './account.ts';
import { alertOperations } from './alerts.ts';
import { budgetOperations } from './budgets.ts';
import { consolidatedOperations } from './consolidated.ts';
import { costOperations } from './costs.ts';
import { creditOperations } from './credits.ts';
import { downloadOperations } from './downloads.ts';
import { eventOperations } from './events.ts';
import { invoiceOperations } from './invoices.ts';
import { paymentMethodOperations } from './payment-methods.ts';
import { paymentOperations } from './payments.ts';
import { priceOperations } from './prices.ts';
import { reconcileOperations } from './reconcile.ts';
import { trendOperations } from './trends.ts';

export const billingOperations = [
  ...costOperations,
  ...eventOperations,
  ...trendOperations,
  ...priceOperations,
  ...budgetOperations,
  ...alertOperations,
  ...invoiceOperations,
  ...consolidatedOperations,
  ...downloadOperations,
  ...accountOperations,
  ...paymentMethodOperations,
  ...paymentOperations,
  ...creditOperations,
  ...reconcileOperations,
];
