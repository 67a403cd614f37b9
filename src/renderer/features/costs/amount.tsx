import { cx } from '../../lib/cx.ts';
import type { Measure } from './measure.ts';

interface AmountProps {
  readonly amount: string;
  readonly measure: Measure;
  /** A difference: with its sign. */
  readonly change?: boolean;
  readonly className?: string;
}

/** An amount as one reads it, with the exact one in the tooltip. */
export const Amount = ({ amount, measure, change = false, className }: AmountProps) => (
  <span className={cx('whitespace-nowrap tabular-nums', className)} title={measure.exact(amount)}>
    {(change ? measure.change : measure.format)(amount)}
  </span>
);
