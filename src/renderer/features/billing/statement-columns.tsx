import type { StatementColumns } from '../../../contract/api/payments.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { Statement } from './statement-table.tsx';

const WORDS = {
  date: 'Date',
  amount: 'Amount',
  payer: 'Payer',
  reference: 'Reference',
  currency: 'Currency',
} as const satisfies Record<keyof StatementColumns, string>;
const NAMES = Object.keys(WORDS) as (keyof StatementColumns)[];
/** Without these there is no transfer. */
const REQUIRED: ReadonlySet<keyof StatementColumns> = new Set(['date', 'amount']);

interface StatementColumnsFieldsProps {
  readonly statement: Statement;
  readonly onChange: (columns: StatementColumns) => void;
}

/** Which column of the file is what, as it was guessed, to be put right where the guess was wrong. */
export function StatementColumnsFields({ statement, onChange }: StatementColumnsFieldsProps) {
  const { columns, header } = statement;
  const titles = header.map((title, place) => ({ value: String(place), label: title || `Column ${place + 1}` }));
  return (
    <details>
      <summary className="cursor-pointer text-muted">Columns of the file</summary>
      <div className="mt-2 grid grid-cols-5 gap-3">
        {NAMES.map((name) => (
          <SelectField
            key={name}
            label={WORDS[name]}
            options={REQUIRED.has(name) ? titles : [{ value: '', label: 'None' }, ...titles]}
            value={String(columns[name] ?? '')}
            onChange={({ target }) =>
              onChange({ ...columns, [name]: target.value === '' ? null : Number(target.value) })
            }
          />
        ))}
      </div>
    </details>
  );
}
