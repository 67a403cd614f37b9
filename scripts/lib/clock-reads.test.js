import { expect, test } from 'vitest';
import { clockReads } from './clock-reads.js';

test.each([
  'const at = new Date();',
  'const at = new Date;',
  'const text = Date();',
  'const { now = Date.now } = options;',
  'return Date.now() - since;',
  'const today = formatter.format();',
  'Temporal.Now.instant()',
  'sql`update keys set used_at = now() where id = 1`',
  'sql`select NOW ( )`',
  'where expires_at > current_timestamp',
  'created_at date default CURRENT_DATE,',
  'select clock_timestamp()',
  "select 'today'::date",
])('finds the machine’s time in: %s', (line) => {
  expect(clockReads(`first\n${line}`)).toEqual([{ line: 2, text: line }]);
});

test.each([
  'const at = new Date(clock.now());',
  'const at = clock.now();',
  'const begun = performance.now();',
  'sql`select steward_now()`',
  'const day = formatter.format(at);',
  '// new Date() reads the machine',
  ' * now() is the database’s clock',
  'const Dates = newDate(today);',
  'current_date_format',
])('leaves alone: %s', (line) => {
  expect(clockReads(line)).toEqual([]);
});
