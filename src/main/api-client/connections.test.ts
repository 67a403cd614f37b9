import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../contract/ipc.ts';
import { createConnections } from './connections.ts';

function setUp() {
  const events: Connection[] = [];
  const backend = { alive: false, asked: 0 };
  const isAlive = async () => {
    backend.asked += 1;
    return backend.alive;
  };
  const connections = createConnections({
    isAlive,
    emit: (event) => events.push(event),
    firstMs: 1000,
    longestMs: 4000,
  });
  onTestFinished(connections.close);
  return { connections, events, backend, states: () => events.map(({ state }) => state) };
}

describe('a connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('that is gone comes back by itself, and is told once each way', async () => {
    const { connections, backend, states, events } = setUp();
    connections.answered('a', 12);
    connections.failed('a');
    connections.failed('a');
    // After 1, 2, 4 and then every 4 seconds.
    await vi.advanceTimersByTimeAsync(15_000);
    expect(backend.asked).toBe(5);
    backend.alive = true;
    await vi.advanceTimersByTimeAsync(4000);
    expect(connections.get('a').state).toBe('online');
    expect(states()).toEqual(['online', 'offline', 'online']);
    expect(events[0]).toMatchObject({ account_id: 'a', latency_ms: 12, last_answer_at: expect.any(Number) });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(backend.asked).toBe(6);
  });

  test('is asked at once on demand', async () => {
    const { connections, backend } = setUp();
    expect(connections.get('a')).toMatchObject({ state: 'unknown', last_answer_at: null });
    expect((await connections.retry('a')).state).toBe('offline');
    backend.alive = true;
    expect((await connections.retry('a')).state).toBe('online');
  });

  test('of an account that is gone is neither asked nor told any more', async () => {
    const { connections, backend, events } = setUp();
    connections.failed('a');
    connections.forget('a');
    const told = events.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(backend.asked).toBe(0);
    expect(events).toHaveLength(told);
  });
});
