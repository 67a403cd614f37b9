import { Amount } from './amount.tsx';
import { moneyMeasure } from './measure.ts';

interface MoneyProps {
  readonly micros: string;
  readonly currency: string;
  /** A difference: with its sign. */
  readonly change?: boolean;
  readonly className?: string;
}

/** An amount of money, rounded to the currency's minor unit, with the exact one in the tooltip. */
export const Money = ({ micros, currency, ...rest }: MoneyProps) => (
  <Amount amount={micros} measure={moneyMeasure(currency)} {...rest} />
);
