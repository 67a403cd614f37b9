import type { QuantityTotal } from '../../../contract/api/costs.ts';
import type { UsageCategory } from '../../../contract/api/usage.ts';
import { isLevel } from '../../../contract/vocabulary.ts';
import { cx } from '../../lib/cx.ts';
import { decimalOf, perDay } from '../../lib/money.ts';
import { useNow } from '../../lib/now.ts';
import { NoValue } from '../../ui/no-value.tsx';
import { categoryName } from '../home/category-name.ts';
import { averageOf, comparedText, nothingBefore, versus } from './comparison.ts';
import { changeText } from './cost-columns.tsx';
import { millionthsOf } from './measure.ts';
import { dayLong, markText, type Period } from './period.ts';
import { formatQuantity } from './quantity.ts';

/** How the category compares: sums by their full days, a level by the same point of the earlier period. */
function Change({ total, reason }: { readonly total: QuantityTotal; readonly reason: string | undefined }) {
  const { category, compared, previous } = total;
  const level = isLevel(category);
  if (compared === undefined || previous === undefined)
    return <NoValue reason={reason ?? 'There is nothing to compare with.'} />;
  const [before, after] = [millionthsOf(previous.quantity), millionthsOf(compared.quantity)];
  if (before === '0') return <NoValue reason={nothingBefore(previous)} />;
  const days = { compared, earlier: previous };
  const title = level ? `${dayLong(compared.from)} vs. ${dayLong(previous.from)}.` : comparedText(days);
  return (
    <span title={title}>
      {changeText(before, after)} {level ? `vs. ${markText(previous.from)}` : versus(days)}
    </span>
  );
}

interface UsageCategoriesProps {
  readonly totals: readonly QuantityTotal[];
  readonly chosen: UsageCategory;
  readonly period: Period;
  /** Why the period is not compared; undefined where it is. */
  readonly reason: string | undefined;
  readonly onChoose: (category: UsageCategory) => void;
}

function perDayText(period: Period, { quantity, compared }: QuantityTotal, now: number): string {
  const { amount, days } = averageOf(period, quantity, compared && { ...compared, amount: compared.quantity }, now);
  return `${formatQuantity(decimalOf(perDay(millionthsOf(amount), days)))} a day`;
}

/** What was used of each category: quantities of unlike units never stand in one sum. Choosing one shows it below. */
export function UsageCategories({ totals, chosen, period, reason, onChoose }: UsageCategoriesProps) {
  const now = useNow();
  return (
    <ul
      aria-label="Categories of usage"
      className="grid shrink-0 grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-1 px-2 pt-3 pb-2"
    >
      {totals.map((total) => {
        const { category, unit, quantity, level } = total;
        const shown = level ?? quantity;
        return (
          <li key={category}>
            <button
              type="button"
              aria-pressed={category === chosen}
              onClick={() => onChoose(category)}
              className={cx(
                'w-full rounded-md px-2 py-1.5 text-left',
                category === chosen ? 'bg-accent-soft' : 'hover:bg-hover',
              )}
            >
              <span className="block truncate text-muted text-xs">{categoryName(category)}</span>
              <span className="block truncate font-semibold text-lg tabular-nums" title={`${shown} ${unit}`}>
                {formatQuantity(shown)} <span className="font-normal text-muted text-sm">{unit}</span>
              </span>
              <span className="block truncate text-muted text-xs tabular-nums">
                {level === undefined ? perDayText(period, total, now) : 'latest count'}
              </span>
              <span className="block truncate text-muted text-xs tabular-nums">
                <Change {...{ total, reason }} />
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
