import type { Page } from '@playwright/test';
import type { MethodInput, MethodName, MethodOutput, Reply } from '../../src/contract/ipc.ts';

/** Asks main what the page could ask, in either host. */
export async function ask(page: Page, method: MethodName, input: unknown): Promise<Reply> {
  return page.evaluate(
    async (call) => {
      const { steward } = window as { steward?: { invoke(method: string, input: unknown): Promise<Reply> } };
      if (steward !== undefined) return steward.invoke(call.method, call.input);
      const headers = { 'content-type': 'application/json', 'x-steward-bridge': '1' };
      const response = await fetch('/bridge/invoke', { method: 'POST', headers, body: JSON.stringify(call) });
      return (await response.json()) as Reply;
    },
    { method, input },
  );
}

/** Like `ask`, for what must succeed. */
export async function invoke<M extends MethodName>(
  page: Page,
  method: M,
  input: MethodInput<M>,
): Promise<MethodOutput<M>> {
  const reply = await ask(page, method, input);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.name}: ${reply.error.message}`);
  return reply.value as MethodOutput<M>;
}
