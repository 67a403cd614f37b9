import { useState } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { ReconciliationRow, StatementColumns } from '../../../contract/api/payments.ts';
import { useCommand } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useTask } from '../../lib/use-task.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { dayLong } from '../costs/period.ts';
import { StatementColumnsFields } from './statement-columns.tsx';
import { type Choices, type Statement, StatementTable } from './statement-table.tsx';
import { useRefreshBilling } from './use-refresh-billing.ts';

interface ReconcileDialogProps {
  readonly org: string;
  readonly onClose: () => void;
}

/** Only what the server is sure of is chosen beforehand, and each invoice once: a second transfer for it is a question. */
export function sureChoices(rows: readonly ReconciliationRow[]): Choices {
  const byInvoice = new Map<string, string>();
  for (const { key, state, suggestions } of rows) {
    const [best] = suggestions;
    if (state !== 'suggested' || best?.confidence !== 'high' || byInvoice.has(best.invoice_id)) continue;
    byInvoice.set(best.invoice_id, key);
  }
  return Object.fromEntries([...byInvoice].map(([invoice, key]) => [key, invoice]));
}

type Confirmed = AnswerOf<'reconciliations.confirm'>;
type Refusal = NonNullable<Confirmed['refused']>[number];

const FIELDS: Readonly<Record<string, string>> = { received_on: 'The date', invoice_id: 'The invoice' };

/** Which transfer was not recorded, and why: "Line 3, Dec 31, 2026, Helix: The date is in the future." */
export function refusalText({ details: [detail] }: Refusal, row: ReconciliationRow | undefined): string {
  const name = FIELDS[detail?.field.split('.').at(-1) ?? ''];
  const why = detail === undefined ? 'The server refused it' : [name, detail.message].filter(Boolean).join(' ');
  const which = row === undefined ? [] : [`Line ${row.line}`, dayLong(row.received_on), row.payer];
  return `${which.filter(Boolean).join(', ')}: ${why}.`;
}

function Refused({ texts }: { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div role="alert" className="text-red-text">
      <p className="font-medium">{plural(texts.length, 'transfer was', 'transfers were')} not recorded.</p>
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

function blockedBy(statement: Statement | null, chosen: number): string | undefined {
  if (statement === null) return 'Choose a file to see which invoices its transfers pay.';
  return chosen === 0 ? 'Choose the invoice of at least one transfer.' : undefined;
}

/** Reads a bank statement, shows which invoices its transfers seem to pay, and records what is confirmed. */
export function ReconcileDialog({ org, onClose }: ReconcileDialogProps) {
  const suggest = useCommand('reconciliations.suggest').run;
  const confirm = useCommand('reconciliations.confirm').run;
  const refresh = useRefreshBilling(org);
  const { busy, error, run } = useTask();
  const [statement, setStatement] = useState<Statement | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const [refused, setRefused] = useState<readonly string[]>([]);
  const params = { org_id: org };
  const load = async (from: File, columns?: StatementColumns) => {
    const found = await suggest({ params, body: { text: await from.text(), ...(columns && { columns }) } });
    setStatement(found);
    setChoices(sureChoices(found.rows));
  };
  const read = (from: File, columns?: StatementColumns) =>
    run(async () => {
      setFile(from);
      setRefused([]);
      // An earlier file's transfers are not this one's, not even while it is read.
      if (columns === undefined) setStatement(null);
      await load(from, columns);
    });
  const chosen = (statement?.rows ?? []).filter(({ key }) => choices[key]);
  const record = () =>
    run(async () => {
      const payments = chosen.map(({ key, amount_micros, received_on, payer, reference }) => ({
        key,
        amount_micros,
        received_on,
        payer,
        reference,
        invoice_id: choices[key] ?? '',
      }));
      const answer = await confirm({ params, body: { payments } });
      void refresh();
      if (answer.payments.length > 0) toast.success(`Recorded ${plural(answer.payments.length, 'payment')}.`);
      if (!answer.refused?.length) return onClose();
      setRefused(answer.refused.map((one) => refusalText(one, chosen[one.index])));
      if (file) await load(file, statement?.columns);
    });
  return (
    <FormDialog
      title="Reconcile a bank statement"
      description="Upload a statement from your bank. Nothing is recorded until you confirm it."
      size="lg"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) void record();
      }}
      submitLabel={`Record ${plural(chosen.length, 'payment')}`}
      blocked={blockedBy(statement, chosen.length)}
      {...{ busy, error, onClose }}
    >
      <label className="flex flex-col gap-1">
        <span className="font-medium">Bank statement (CSV, at most 1 MB)</span>
        <input
          type="file"
          accept=".csv,text/csv"
          className="text-muted file:mr-3 file:h-8 file:rounded-md file:border file:border-line-control file:bg-surface file:px-3 file:font-medium file:text-text hover:file:bg-hover"
          onChange={({ target }) => {
            const chosenFile = target.files?.[0];
            if (chosenFile) void read(chosenFile);
          }}
        />
      </label>
      {statement && file && (
        <StatementColumnsFields statement={statement} onChange={(columns) => void read(file, columns)} />
      )}
      {statement && (
        <StatementTable
          {...{ statement, choices }}
          onChoose={(key, to) => setChoices((before) => ({ ...before, [key]: to }))}
        />
      )}
      <Refused texts={refused} />
    </FormDialog>
  );
}
