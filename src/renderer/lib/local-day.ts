const two = (part: number): string => String(part).padStart(2, '0');

/** The day on the person's own calendar, "2026-12-01": what a date field means by today. */
export const localDay = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
