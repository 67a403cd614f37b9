import { cx } from '../../lib/cx.ts';
import { exactMoney, formatMoney, formatMoneyChange } from '../../lib/money.ts';

interface MoneyProps {
  readonly micros: string;
  readonly currency: string;
  /** A difference: with its sign. */
  readonly change?: boolean;
  readonly className?: string;
}

/** An amount rounded to the currency's minor unit, with the exact one in the tooltip. */
export const Money = ({ micros, currency, change = false, className }: MoneyProps) => (
  <span className={cx('whitespace-nowrap tabular-nums', className)} title={exactMoney(micros, currency)}>
    {(change ? formatMoneyChange : formatMoney)(micros, currency)}
  </span>
);
