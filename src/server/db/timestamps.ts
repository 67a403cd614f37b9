/** PostgreSQL's type numbers for timestamptz, bigint, numeric and date. */
export const TYPE = { timestamptz: 1184, int8: 20, numeric: 1700, date: 1082 } as const;

/**
 * PostgreSQL's text for a timestamptz in a session whose time zone is UTC (`2025-01-17 12:04:55.44986+00`) as the API
 * writes it: `2025-01-17T12:04:55.449860Z`. A Date would lose the microseconds.
 */
export function parseTimestamp(text: string): string {
  const date = text.slice(0, 10);
  const time = text.slice(11, 19);
  const end = text.lastIndexOf('+');
  const fraction = text.slice(20, end).padEnd(6, '0');
  return `${date}T${time}.${fraction}Z`;
}
