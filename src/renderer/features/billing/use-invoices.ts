import type { InvoiceStatus } from '../../../contract/api/invoices.ts';
import { useAllPages } from '../../lib/api.ts';

/** Invoices, newest first, of one status or of all. */
export const useInvoices = (org: string, status?: InvoiceStatus) =>
  useAllPages(
    'invoices.list',
    { params: { org_id: org }, query: { ...(status && { status }) } },
    ({ invoices }) => invoices,
  );
