import type { Budget } from '../../../contract/api/budgets.ts';
import { formatMoney, formatMoneyRange } from '../../lib/money.ts';
import { markText } from './period.ts';

type Fields = Pick<Budget, 'forecast_micros' | 'forecast_range' | 'forecast_from'>;

/** When there will be a forecast: "Forecast from Dec 7", or why there is none. */
export const forecastFromText = (from: string | null | undefined): string =>
  from ? `Forecast from ${markText(from)}` : 'No forecast without usage';

/** What a month will cost: "Likely $1,101–$2,027", or when there will be a forecast. */
export function forecastText({ forecast_micros, forecast_range, forecast_from }: Fields, currency: string): string {
  if (forecast_range)
    return `Likely ${formatMoneyRange(forecast_range.low_micros, forecast_range.high_micros, currency)}`;
  // A server from before forecasts had a range.
  if (forecast_micros !== null) return `Likely ${formatMoney(forecast_micros, currency)}`;
  return forecastFromText(forecast_from);
}
