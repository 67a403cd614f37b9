import { saveFile } from '../../lib/save-file.ts';

/** Saves an invoice; its number names the file, or its month while it is a draft. */
export const saveInvoice = (
  org: string,
  { id, number }: { readonly id: string; readonly number: string | null },
  format: 'pdf' | 'csv',
): Promise<boolean> =>
  saveFile(
    format === 'pdf' ? 'invoices.pdf' : 'invoices.csv',
    { params: { org_id: org, invoice_id: id } },
    `${number ?? `${org}-${id}-draft`}.${format}`,
  );
