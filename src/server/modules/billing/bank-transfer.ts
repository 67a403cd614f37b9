import type { Invoice } from '../../../contract/api/invoices.ts';
import type { InvoiceIssuer } from '../../db/tables.ts';

/** What is kept of the account from which an organization pays. */
export interface KeptMethod {
  readonly type: 'bank_transfer';
  readonly label: string;
  readonly account_holder: string;
  readonly iban_last4: string | null;
}

/**
 * A way to be paid. Bank transfer is the only one today; a card provider would be another implementation, which keeps the
 * provider's token and never a number.
 */
export interface PaymentProvider {
  readonly type: KeptMethod['type'];
  /** What the payer needs to know to pay an open invoice. */
  instructions(issuer: InvoiceIssuer, reference: string): NonNullable<Invoice['transfer']>;
  /** What may be kept of what the organization says about its account. */
  keep(given: { label: string; account_holder: string; iban?: string | undefined }): KeptMethod;
}

export const bankTransfer: PaymentProvider = {
  type: 'bank_transfer',
  instructions: ({ account_holder, iban, bic }, reference) => ({ account_holder, iban, bic, reference }),
  keep: ({ label, account_holder, iban }) => ({
    type: 'bank_transfer',
    label,
    account_holder,
    iban_last4: iban === undefined ? null : iban.slice(-4),
  }),
};
