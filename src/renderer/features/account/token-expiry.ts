export const EXPIRY_CHOICES = ['30', '90', '365', 'none', 'custom'] as const;
export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number];

export const EXPIRY_LABELS: Readonly<Record<ExpiryChoice, string>> = {
  '30': '30 days',
  '90': '90 days',
  '365': '1 year',
  none: 'No expiry',
  custom: 'On a date…',
};

const DAY = 86_400_000;

/** When a token ends: an RFC 3339 time, null for never. A date means the end of that day where the person is. */
export function expiryTime(choice: ExpiryChoice, date: string, now: number): string | null {
  if (choice === 'none') return null;
  if (choice !== 'custom') return new Date(now + Number(choice) * DAY).toISOString();
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? null : end.toISOString();
}

/** What is wrong with a chosen date, in words, or undefined. */
export function expiryProblem(choice: ExpiryChoice, date: string, now: number): string | undefined {
  if (choice !== 'custom') return undefined;
  const end = Date.parse(`${date}T23:59:59`);
  if (Number.isNaN(end)) return 'Choose a date';
  return end <= now ? 'Choose a date that is not past' : undefined;
}
