import type { AnswerOf } from '../../../contract/api/index.ts';
import type { ReconciliationRow } from '../../../contract/api/payments.ts';
import { plural } from '../../lib/format.ts';
import { moneyInput } from '../../lib/money.ts';
import { Badge } from '../../ui/badge.tsx';
import { Money } from '../costs/money-text.tsx';
import { dayLong } from '../costs/period.ts';

export type Statement = AnswerOf<'reconciliations.suggest'>;
/** The invoice that a row pays, by the row's key; what is not there is not recorded. */
export type Choices = Readonly<Record<string, string>>;

const STATES = {
  already_recorded: 'Already recorded',
  unmatched: 'No invoice found',
  ignored: 'Ignored',
} as const;
const OUTCOMES = {
  exact: 'pays it',
  partial: 'pays a part of it',
  over: 'pays more: the rest becomes a credit',
} as const;

interface RowProps {
  readonly row: ReconciliationRow;
  readonly chosen: string | undefined;
  readonly onChoose: (invoice: string) => void;
}

function Suggestion({ row, chosen, onChoose }: RowProps) {
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
        <option value="">Don’t record</option>
        {row.suggestions.map(({ invoice_id, invoice_number, confidence }) => (
          <option key={invoice_id} value={invoice_id}>
            {invoice_number} ({confidence} confidence)
          </option>
        ))}
      </select>
      <span className="mt-0.5 block text-muted text-xs">
        {suggestion
          ? `${suggestion.reason} It ${OUTCOMES[suggestion.outcome]}.`
          : `Perhaps ${row.suggestions[0]?.invoice_number}: ${row.suggestions[0]?.reason}`}
      </span>
    </>
  );
}

/** What is written in a currency that is none is shown as it stands. */
function RowAmount({ row: { amount_micros, currency } }: Pick<RowProps, 'row'>) {
  if (/^[A-Z]{3}$/.test(currency)) return <Money micros={amount_micros} currency={currency} />;
  return (
    <span className="whitespace-nowrap tabular-nums">
      {moneyInput(amount_micros)} {currency}
    </span>
  );
}

const StatementRow = ({ row, chosen, onChoose }: RowProps) => (
  <tr className="border-line border-t align-top">
    <td className="whitespace-nowrap py-2 pr-3 tabular-nums">{dayLong(row.received_on)}</td>
    <td className="py-2 pr-3">
      <span className="block break-words">{row.payer || '–'}</span>
      <span className="block break-all font-mono text-muted text-xs">{row.reference}</span>
    </td>
    <td className="py-2 pr-3 text-right">
      <RowAmount row={row} />
    </td>
    <td className="w-64 py-1.5">
      <Suggestion {...{ row, chosen, onChoose }} />
    </td>
  </tr>
);

/** The transfers of a statement, each with the invoice that it seems to pay. */
export function StatementTable(props: {
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
            .map(({ line, message }) => `Line ${line} ${message}.`)
            .join(' ')}
        </p>
      )}
    </>
  );
}
