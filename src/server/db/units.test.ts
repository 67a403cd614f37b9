import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { time } from '../../contract/common.ts';
import { onEachEngine } from '../testing/on-each-engine.ts';
import { containing } from './like.ts';
import { migrate } from './migrate.ts';
import { statements } from './statements.ts';
import { parseTimestamp } from './timestamps.ts';

describe('parseTimestamp', () => {
  it.each([
    ['2025-01-17 12:04:55.44986+00', '2025-01-17T12:04:55.449860Z'],
    ['2025-01-17 12:04:55+00', '2025-01-17T12:04:55.000000Z'],
    ['0001-01-01 00:00:00.000001+00', '0001-01-01T00:00:00.000001Z'],
  ])('reads %s', (text, expected) => expect(parseTimestamp(text)).toBe(expected));
});

onEachEngine('timestamps', (world) => {
  it('leave the database as Date writes them, with microseconds', async () => {
    const ages = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(ages, fc.integer({ min: 0, max: 999 }), async (date, micros) => {
        const text = date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
        const [row] = await world.rows(sql<{ at: string }>`select ${text}::timestamptz as at`);
        expect(row?.at).toBe(text);
        expect(time.safeParse(row?.at).success).toBe(true);
      }),
      { seed: 20261124, numRuns: 100 },
    );
  });

  it('need no migration twice', async () => {
    expect(await migrate(world.db)).toEqual([]);
  });

  it('find a text that contains wildcards and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'b'), maxLength: 4 }),
        fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'b'), maxLength: 8 }),
        async (part, whole) => {
          const [row] = await world.rows(
            sql<{ found: boolean }>`select ${whole}::text like ${containing(part)} as found`,
          );
          expect(row?.found).toBe(whole.includes(part));
        },
      ),
      { seed: 20261124, numRuns: 150 },
    );
  });
});

describe('the statements of a migration', () => {
  it('are split at semicolons that end a line, and not within a function', () => {
    const text = `create table a (\n  b text default ';'\n);\ncreate function f() as $$ begin\n  x;\n  y;\nend $$;\n\ncreate table c ()`;
    expect(statements(text)).toEqual([
      "create table a (\n  b text default ';'\n)",
      'create function f() as $$ begin\n  x;\n  y;\nend $$',
      'create table c ()',
    ]);
  });

  it('come back whole, whatever they are', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', ' ', ';', "'"), minLength: 1, maxLength: 6 });
    const body = fc.string({ unit: fc.constantFrom('a', ';', '\n'), maxLength: 8 });
    const statement = fc
      .tuple(plain, body, fc.boolean())
      .map(([head, inner, quoted]) => `s${head}e${quoted ? ` $$${inner}$$ x` : ''}`);
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), (list) => {
        expect(statements(list.join(';\n'))).toEqual(list);
      }),
      { seed: 20261124 },
    );
  });
});
