import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogEntry } from './log-entry.ts';
import { isAtEnd, mergeLogs, type Positions, toRead } from './merge-logs.ts';

const entry = (org: string, seq: number, minute: number): LogEntry => ({
  seq,
  timestamp: `2026-11-24T12:${String(minute).padStart(2, '0')}:00.000000Z`,
  user: null,
  operation: 100,
  description: '',
  targets: [],
  details: {},
  success: true,
  req_id: '',
  source_ip: '',
  organization: { id: org, name: org },
});

const logs = fc.array(fc.array(fc.nat(59), { maxLength: 12 }), { minLength: 1, maxLength: 5 });

it('shows every entry of all logs once, newest first, however the pages fall', () => {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 4 }), (minutes, pageSize) => {
      const whole = minutes.map((log, index) =>
        log.toSorted((a, b) => b - a).map((minute, place) => entry(`org-${index}`, log.length - place, minute)),
      );
      let positions: Positions = Object.fromEntries(
        whole.map((_, index) => [`org-${index}`, { buffer: [], cursor: '0' }]),
      );
      const shown: LogEntry[] = [];
      while (!isAtEnd(positions)) {
        for (const org of toRead(positions)) {
          const start = Number(positions[org]?.cursor);
          const log = whole[Number(org.slice(4))] ?? [];
          const end = start + pageSize;
          const cursor = end < log.length ? String(end) : null;
          positions = { ...positions, [org]: { buffer: log.slice(start, end), cursor } };
        }
        const { rows, rest } = mergeLogs(positions);
        shown.push(...rows);
        positions = rest;
      }
      expect(shown).toHaveLength(whole.flat().length);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.map((one) => one.timestamp)).toEqual(
        shown
          .map((one) => one.timestamp)
          .toSorted()
          .toReversed(),
      );
    }),
    { seed: 20261124, numRuns: 500 },
  );
});
