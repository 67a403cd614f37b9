import { isLevel } from '../../../contract/vocabulary.ts';
import { formatNumber } from '../../lib/format.ts';
import { categoryName } from './category-name.ts';
import { type CategoryUsage, monthName } from './usage-months.ts';

/** Every number that the bars show. */
export function UsageTable({ usage }: { readonly usage: readonly CategoryUsage[] }) {
  const months = usage[0]?.months ?? [];
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse">
        <caption className="sr-only">Usage by category and month</caption>
        <thead>
          <tr className="h-8 border-line border-b text-muted">
            <th scope="col" className="pr-4 text-left font-normal">
              Category
            </th>
            {months.map(({ month }) => (
              <th key={month} scope="col" className="pl-4 text-right font-normal">
                {monthName(month, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {usage.map(({ category, unit, months: values }) => (
            <tr key={category} className="h-9 border-line border-b last:border-b-0">
              <th scope="row" className="whitespace-nowrap pr-4 text-left font-normal">
                {categoryName(category)}{' '}
                <span className="text-muted">
                  {unit}
                  {isLevel(category) && ', end of month'}
                </span>
              </th>
              {values.map(({ month, quantity }) => (
                <td key={month} className="pl-4 text-right">
                  {formatNumber(quantity)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
