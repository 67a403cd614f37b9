// From the key that changes the organization to its painted members: twenty organizations of 10,000 members each, all
// kept, in the application on its browser host. Beside it one React render of as many rows as are then in view. The frames
// come as they do for people: drawn as fast as can be, the ones that nobody sees take the cores from the switch.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { invoke } from '../../e2e/support/bridge.ts';
import { inRoot, projectNode } from '../../scripts/lib/root.js';
import { fillMembers, settle } from '../../src/server/testing/crowd.ts';
import { organization, person } from '../../src/server/testing/people.ts';
import { withWorld } from '../lib/database.js';
import { interleave, middle, percentile } from '../lib/measure.js';
import { openChromium, withPage } from '../lib/page.js';
import { report, SHORT } from '../lib/report.js';
import { atMost, row } from '../lib/row.js';
import { startSteward, stopServers } from '../lib/server.js';

const ORGANIZATIONS = 20;
const MEMBERS = 10_000;
const ROUNDS = SHORT ? 4 : 12;
/** The organizations that have a key: Ctrl+1 to Ctrl+9. */
const KEYS = 9;

/** Twenty organizations of the same people; their ids in the order of their names. */
async function fill(world, admin) {
  const ids = [];
  for (let n = 1; n <= ORGANIZATIONS; n++)
    ids.push(await organization(world, admin, `org-${String(n).padStart(2, '0')}`));
  await fillMembers(world, ids[0], 1, MEMBERS);
  for (const id of ids.slice(1))
    await sql`insert into members (organization_id, user_id, role_id, sort_name, search_text, joined_at)
      select ${id}, user_id, role_id, sort_name, search_text, joined_at from members
      where organization_id = ${ids[0]} and user_id <> ${admin.id}`.execute(world.db);
  await settle(world);
  return ids;
}

/** Starts the browser host on a folder of its own; answers its one-time link. */
async function startHost(folder) {
  const host = spawn(projectNode(), [inRoot('out', 'main', 'web.js'), '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: host.stdout })) {
    const link = /http:\S+\/open\?code=\S+/.exec(line)?.[0];
    if (link !== undefined) return { host, link };
  }
  throw new Error('the browser host ended');
}

/** In the page: notes when a key was pressed, and answers once the organization's rows are painted after it. */
function watchKeys() {
  window.addEventListener(
    'keydown',
    () => {
      window.pressedAt = performance.now();
    },
    { capture: true },
  );
  window.shown = (name) =>
    new Promise((resolve) => {
      const look = () => {
        const there = document.querySelector('aside, nav')?.textContent.includes(name);
        if (!there || document.querySelector('[role=grid] [data-index]') === null) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - window.pressedAt);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
}

async function switches(page, ids) {
  const taken = [];
  for (let n = 0; n < ROUNDS * KEYS; n++) {
    // Never the one that is shown already.
    const target = (n * 4 + 1) % KEYS;
    const shown = page.evaluate((name) => window.shown(name), `The ${ids[target]}`);
    await page.keyboard.press(`ControlOrMeta+${target + 1}`);
    taken.push(await shown);
  }
  return taken.slice(KEYS);
}

const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
const taken = await withWorld(async (world, database) => {
  const admin = await person(world);
  const ids = await fill(world, admin);
  const steward = await startSteward(database);
  const { host, link } = await startHost(folder);
  const browser = await openChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(link);
    const forNow = page.getByRole('button', { name: 'Use for this session only' });
    await forNow
      .or(page.getByRole('button', { name: 'Connect to a server…' }))
      .first()
      .waitFor();
    if (await forNow.isVisible()) await forNow.click();
    await invoke(page, 'accounts.add_with_token', { url: steward.url, token: admin.token });
    await page.reload();
    for (const id of ids) {
      await page.evaluate((path) => {
        history.pushState({}, '', path);
        dispatchEvent(new PopStateEvent('popstate'));
      }, `/o/${id}/members`);
      // All of them: what is left before the last page has come is not read to its end.
      await page.locator(`[role=grid][aria-rowcount="${MEMBERS + 2}"]`).waitFor({ timeout: 120_000 });
    }
    await page.evaluate(watchKeys);
    return await switches(page, ids);
  } finally {
    await browser.close();
    host.kill('SIGTERM');
    await once(host, 'exit');
    stopServers();
  }
});
rmSync(folder, { recursive: true, force: true });
const { once: rendered } = await withPage('tables', (page) =>
  interleave(SHORT ? 5 : 15, { once: () => page.evaluate(() => window.renderOnce(34)) }),
);
const ours = { ...middle(taken), value: percentile(taken, 0.95) };
report(
  row(
    'organization switch, 20 of 10,000 members, kept: p95',
    'ms',
    ours,
    { name: 'one React render of the rows', value: rendered },
    atMost(50, 'ms'),
  ),
);
