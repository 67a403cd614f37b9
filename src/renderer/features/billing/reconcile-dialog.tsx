import { useState } from 'react';
import type { AnswerOf } from '../../../contract/api/index.ts';
import type { ReconciliationRow } from '../../../contract/api/payments.ts';
import { useCommand } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useTask } from '../../lib/use-task.ts';
import { Badge } from '../../ui/badge.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong } from '../costs/period.ts';
import { useRefreshBilling } from './use-refresh-billing.ts';

interface ReconcileDialogProps {
  readonly org: string;
  readonly onClose: () => void;
}

type Statement = AnswerOf<'reconciliations.suggest'>;
/** The invoice that a row pays, by the row's key; what is not there is not recorded. */
type Choices = Readonly<Record<string, string>>;

const STATES = {
  already_recorded: 'Recorded before',
  unmatched: 'No invoice found',
  ignored: 'Ignored',
} as const;
const OUTCOMES = {
  exact: 'pays it',
  partial: 'pays a part of it',
  over: 'pays more: the rest becomes a credit',
} as const;

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

interface RowProps {
  readonly row: ReconciliationRow;
  readonly currency: string;
  readonly chosen: string | undefined;
  readonly onChoose: (invoice: string) => void;
}

function Suggestion({ row, chosen, onChoose }: Omit<RowProps, 'currency'>) {
  if (row.state !== 'suggested')
    return (
      <span className="text-muted">
        {STATES[row.state]}
        {row.reason && `: ${row.reason}`}
      </span>
    );
  const suggestion = row.suggestions.find(({ invoice_id }) => invoice_id === chosen);
  return (
    <>
      <select
        aria-label={`Invoice for line ${row.line}`}
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(target.value)}
        className="h-8 w-full rounded-md border border-line-control bg-surface px-2"
      >
        <option value="">Do not record</option>
        {row.suggestions.map(({ invoice_id, invoice_number, confidence }) => (
          <option key={invoice_id} value={invoice_id}>
            {invoice_number} ({confidence} confidence)
          </option>
        ))}
      </select>
      {suggestion && (
        <span className="mt-0.5 block text-muted text-xs">
          {suggestion.reason} It {OUTCOMES[suggestion.outcome]}.
        </span>
      )}
    </>
  );
}

const StatementRow = ({ row, currency, chosen, onChoose }: RowProps) => (
  <tr className="border-line border-t align-top">
    <td className="whitespace-nowrap py-2 pr-3 tabular-nums">{dayLong(row.received_on)}</td>
    <td className="py-2 pr-3">
      <span className="block break-words">{row.payer || '–'}</span>
      <span className="block break-all font-mono text-muted text-xs">{row.reference}</span>
    </td>
    <td className="py-2 pr-3 text-right">
      <Money micros={row.amount_micros} currency={currency} />
    </td>
    <td className="w-64 py-1.5">
      <Suggestion {...{ row, chosen, onChoose }} />
    </td>
  </tr>
);

function StatementTable(props: {
  statement: Statement;
  choices: Choices;
  onChoose: (key: string, to: string) => void;
}) {
  const { statement, choices, onChoose } = props;
  return (
    <>
      <table className="w-full text-left">
        <caption className="sr-only">Transfers of the statement</caption>
        <thead>
          <tr className="text-muted text-xs">
            <th scope="col">Received</th>
            <th scope="col">From</th>
            <th scope="col" className="pr-3 text-right">
              Amount
            </th>
            <th scope="col">Pays</th>
          </tr>
        </thead>
        <tbody>
          {statement.rows.map((row) => (
            <StatementRow
              key={`${row.line} ${row.key}`}
              row={row}
              currency={statement.currency}
              chosen={choices[row.key]}
              onChoose={(to) => onChoose(row.key, to)}
            />
          ))}
        </tbody>
      </table>
      {statement.unreadable.length > 0 && (
        <p className="text-amber-text">
          <Badge tone="amber">{plural(statement.unreadable.length, 'line')} not read</Badge>{' '}
          {statement.unreadable
            .slice(0, 3)
            .map(({ line, message }) => `Line ${line}: ${message}`)
            .join(' ')}
        </p>
      )}
    </>
  );
}

/** Reads a bank statement, shows which invoices its transfers seem to pay, and records what is confirmed. */
export function ReconcileDialog({ org, onClose }: ReconcileDialogProps) {
  const suggest = useCommand('reconciliations.suggest').run;
  const confirm = useCommand('reconciliations.confirm').run;
  const refresh = useRefreshBilling(org);
  const { busy, error, run } = useTask();
  const [statement, setStatement] = useState<Statement | null>(null);
  const [choices, setChoices] = useState<Choices>({});
  const params = { org_id: org };
  const read = (file: File) =>
    run(async () => {
      const found = await suggest({ params, body: { text: await file.text() } });
      setStatement(found);
      setChoices(sureChoices(found.rows));
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
      toast.success(`Recorded ${plural(answer.payments.length - answer.already_recorded, 'payment')}.`);
      onClose();
    });
  return (
    <FormDialog
      title="Reconcile a bank statement"
      description="Choose the CSV file that your bank gives out. Nothing is recorded before you confirm it."
      size="lg"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.length > 0) void record();
      }}
      submitLabel={`Record ${plural(chosen.length, 'payment')}`}
      blocked={statement !== null && chosen.length === 0 ? 'Choose the invoice of at least one transfer.' : undefined}
      {...{ busy, error, onClose }}
    >
      <label className="flex flex-col gap-1">
        <span className="font-medium">Bank statement (CSV, at most 1 MB)</span>
        <input
          type="file"
          accept=".csv,text/csv"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) void read(file);
          }}
        />
      </label>
      {statement && (
        <StatementTable
          {...{ statement, choices }}
          onChoose={(key, to) => setChoices((before) => ({ ...before, [key]: to }))}
        />
      )}
    </FormDialog>
  );
}
