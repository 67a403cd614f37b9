import { formatNumber } from '../../../lib/format.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { type ColumnUse, type Mapping, withUse } from './columns.ts';

const OPTIONS: readonly { readonly value: ColumnUse; readonly label: string }[] = [
  { value: 'email', label: 'E-mail' },
  { value: 'name', label: 'Name' },
  { value: 'role', label: 'Role' },
  { value: 'teams', label: 'Teams' },
  { value: 'skip', label: 'Not used' },
];
const SHOWN = 5;

interface ColumnsPreviewProps {
  readonly rows: readonly (readonly string[])[];
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

/** The first rows of a table, with what each column is used as: guessed, and to be corrected. */
export function ColumnsPreview({ rows, mapping, onMapping }: ColumnsPreviewProps) {
  const { uses, header } = mapping;
  const body = header ? rows.slice(1) : rows;
  const columns = uses.map((_, column) => column);
  return (
    <section aria-label="Columns" className="flex flex-col gap-2">
      <div className="flex items-center gap-4">
        <h2 className="flex-1 font-medium">Columns</h2>
        <Checkbox
          label="The first row names the columns"
          checked={header}
          onCheckedChange={(on) => onMapping({ ...mapping, header: on })}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section className="overflow-x-auto rounded-md border border-line" tabIndex={0} aria-label="First rows">
        <table className="w-full border-collapse text-left">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className="min-w-36 border-line border-b p-2 align-top font-normal">
                  <SelectField
                    label={`Use column ${formatNumber(column + 1)}${header ? `, ${rows[0]?.[column] ?? ''},` : ''} as`}
                    hideLabel
                    options={OPTIONS}
                    value={uses[column] ?? 'skip'}
                    onChange={(event) => onMapping(withUse(mapping, column, event.target.value as ColumnUse))}
                  />
                  {header && (
                    <div className="mt-1 truncate px-1 font-medium text-muted text-xs">{rows[0]?.[column]}</div>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.slice(0, SHOWN).map((row, index) => (
              <tr key={index} className="border-line border-b last:border-b-0">
                {columns.map((column) => (
                  <td
                    key={column}
                    className={`max-w-56 truncate px-3 py-1.5 ${uses[column] === 'skip' ? 'text-muted' : ''}`}
                    title={row[column]}
                  >
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {body.length > SHOWN && (
        <p className="text-muted text-xs">
          {SHOWN} of {formatNumber(body.length)} rows are shown.
        </p>
      )}
    </section>
  );
}
