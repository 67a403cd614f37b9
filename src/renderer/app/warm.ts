import type { QueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../contract/api/index.ts';
import { allPagesKey, warmAllPages } from '../lib/all-pages.ts';
import { warmRoute } from '../lib/fetch-route.ts';
import { routeKey } from '../lib/query.ts';
import { activeAccount } from '../lib/session.ts';

/** Longer than this nobody should wait for what is kept; then the new view comes with its skeleton. */
const PATIENCE_MS = 120;

const patience = () => new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));

/** Before a switch: brings what is kept of the view into memory, while the old view is still on screen. */
export async function warmHome(client: QueryClient, org: string): Promise<void> {
  const account = activeAccount();
  if (account === null) return;
  const key = routeKey(account.id, 'organizations.home', { params: { org_id: org } });
  await Promise.race([warmRoute(client, key), patience()]);
}

export async function warmMembers(client: QueryClient, org: string): Promise<void> {
  const account = activeAccount();
  if (account === null) return;
  const key = allPagesKey(account.id, 'members.list', { params: { org_id: org } });
  const pick = (answer: AnswerOf<'members.list'>) => answer.members;
  await Promise.race([warmAllPages(client, key, pick), patience()]);
}
