import { expect, it, vi } from 'vitest';
import { InviteStopped, inviteInChunks, type NewInvitation } from './invite-in-chunks.ts';

const people = (count: number): NewInvitation[] =>
  Array.from({ length: count }, (_, i) => ({ email: `p${i}@lab.org`, role_id: 'organization_user' }));

it('sends 1,200 people as 500, 500 and 200 and reports each step', async () => {
  const send = vi.fn(async (_: NewInvitation[]) => {});
  const steps: number[] = [];
  await inviteInChunks(people(1200), send, ({ done }) => steps.push(done));
  expect(send.mock.calls.map(([chunk]) => chunk.length)).toEqual([500, 500, 200]);
  expect(steps).toEqual([0, 500, 1000, 1200]);
});

it('says how many went out before the one that was refused', async () => {
  const refusal = { name: 'throttled' };
  const send = vi.fn(async (chunk: NewInvitation[]) => {
    if (chunk[0]?.email === 'p500@lab.org') throw refusal;
  });
  const error = await inviteInChunks(people(700), send, () => {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InviteStopped);
  expect(error).toMatchObject({ done: 500, cause: refusal });
});
