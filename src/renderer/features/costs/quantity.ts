import { byLocale } from '../../lib/locale.ts';

const format = byLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }));

/** A decimal as one reads it, with at most two places: "1,204.5". */
export const formatQuantity = (decimal: string): string => format().format(decimal as Intl.StringNumericLiteral);
