import { z } from 'zod';
import { parseMoney } from '../../lib/money.ts';

/** An amount as people type it; it stays text, and `parseMoney` makes micro-units of it without a double. */
export const amountText = z
  .string()
  .refine((text) => parseMoney(text) !== null, 'is not an amount such as 1200.50, more than nothing');
