import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { usageCategories } from '../../../contract/api/usage.ts';
import { createRandom } from '../../sample-data/random.ts';
import { onEachEngine } from '../../testing/on-each-engine.ts';
import { buildScene, type Scene } from '../../testing/scenes.ts';

onEachEngine('usage', (world) => {
  const record = (scene: Scene, events: unknown[], headers?: Record<string, string>) =>
    world.call('usage.record', scene.admin, { params: { org_id: scene.org_id }, body: { events } }, headers);
  const event = (scene: Scene, id: string, more: Record<string, unknown> = {}) => ({
    id,
    timestamp: '2026-11-01T23:59:59.999999-01:00',
    user_id: scene.colleague.id,
    category: 'tokens',
    quantity: '0.000001',
    ...more,
  });
  const outcome = ({ http, body }: Awaited<ReturnType<typeof record>>) => [http, body.accepted, body.duplicates];

  it('counts an event once, within a batch and over batches', async () => {
    const scene = await buildScene(world);
    expect(outcome(await record(scene, [event(scene, 'a'), event(scene, 'b'), event(scene, 'a')]))).toEqual([
      200, 2, 1,
    ]);
    expect(outcome(await record(scene, [event(scene, 'b'), event(scene, 'c')]))).toEqual([200, 1, 1]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => record(scene, [event(scene, 'd')])));
    expect(answers.reduce((sum, { body }) => sum + Number(body.accepted), 0)).toBe(1);
  });

  it('names the rows it refuses and keeps the rest (207)', async () => {
    const scene = await buildScene(world);
    const reply = await record(scene, [
      event(scene, 'good'),
      event(scene, 'negative', { quantity: -1 }),
      event(scene, 'stranger', { user_id: scene.invitee.id }),
      event(scene, 'time', { timestamp: '0000-01-01T00:00:00Z' }),
      event(scene, 'extra', { surprise: true }),
      'not an event',
      event(scene, 'number', { quantity: 12.5 }),
    ]);
    expect([...outcome(reply), reply.status.code]).toEqual([207, 2, 0, 10010]);
    const refused = reply.body.refused as { index: number; details: { field: string }[] }[];
    expect(refused.map(({ index, details }) => [index, details[0]?.field])).toEqual([
      [1, 'body.events.1.quantity'],
      [2, 'body.events.2.user_id'],
      [3, 'body.events.3.timestamp'],
      [4, 'body.events.4.surprise'],
      [5, 'body.events.5'],
    ]);
  });

  it('sums to the same in the daily figures as in the raw events, to the last digit', async () => {
    const scene = await buildScene(world);
    const random = createRandom(7);
    for (let batch = 0; batch < 4; batch++) {
      const events = Array.from({ length: 500 }, () =>
        event(scene, `e${random.between(0, 1500)}`, {
          category: random.pick(usageCategories),
          timestamp: new Date(Date.UTC(2026, 9, 1) + random.between(0, 40 * 86_400_000)).toISOString(),
          quantity: `${random.between(0, 999_999_999)}.${String(random.between(0, 999_999)).padStart(6, '0')}`,
        }),
      );
      expect((await record(scene, events)).http).toBe(200);
    }
    const differing = await world.rows(sql`
      select * from (select (timestamp at time zone 'UTC')::date as day, category, sum(quantity) as quantity, count(*) as events
        from usage_events where organization_id = ${scene.org_id} group by 1, 2) raw
      full join (select day, category, quantity, events from usage_daily where organization_id = ${scene.org_id}) daily
        using (day, category, quantity, events)
      where raw is null or daily is null`);
    expect(differing).toEqual([]);
    const [row] = await world.rows(
      sql<{ days: number }>`select count(*) as days from usage_daily where organization_id = ${scene.org_id}`,
    );
    expect(row?.days).toBeGreaterThan(100);
  });

  it('shows the last six months to those who may see financial data', async () => {
    const scene = await buildScene(world);
    const [now] = await world.rows(sql<{ at: string }>`select steward_now() as at`);
    await record(scene, [
      event(scene, 'now', { timestamp: now?.at, quantity: 3 }),
      event(scene, 'old', { timestamp: '2020-01-01T00:00:00Z' }),
    ]);
    const { home } = await world.ok('organizations.home', scene.admin, { params: { org_id: scene.org_id } });
    expect(home.usage.map(({ category, months }) => [category, months.length, months.at(-1)])).toEqual([
      ['tokens', 6, { month: now?.at.slice(0, 7), quantity: 3, events: 1 }],
    ]);
  });

  it('answers a repeated request from its idempotency key, also where the answer was 207', async () => {
    const scene = await buildScene(world);
    const headers = { 'idempotency-key': 'batch-1' };
    const send = () => record(scene, [event(scene, 'once'), 'bad'], headers);
    const [first, second] = [await send(), await send()];
    expect([first.http, second.http]).toEqual([207, 207]);
    expect(second.body.accepted).toBe(1);
  });
});
