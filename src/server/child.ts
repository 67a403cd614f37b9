import { type ChildMessage, parentMessage } from '../contract/child.ts';
import { clock } from './clock.ts';
import { asSystem } from './db/scope.ts';
import { loadSampleData } from './sample-data/load.ts';
import type { RunningServer } from './start.ts';
import { claimWorkspace, createLocalPerson, findOwner, issueOwnerToken, type OwnerNames } from './workspace.ts';

/** The channel to the process that started this one, the same for Node's fork and Electron's utility process. */
export interface ParentChannel {
  post(message: ChildMessage): void;
  listen(onMessage: (message: unknown) => void): void;
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** The parent's channel, or null for a server that was started by hand. */
export function parentChannel(): ParentChannel | null {
  const port = (process as { parentPort?: UtilityPort }).parentPort;
  if (port !== undefined && port !== null)
    return {
      post: (message) => port.postMessage(message),
      listen: (onMessage) => port.on('message', (event) => onMessage(event.data)),
    };
  if (process.send === undefined) return null;
  return {
    post: (message) => {
      process.send?.(message);
    },
    listen: (onMessage) => process.on('message', onMessage),
  };
}

/** A refusal whose code and sentence the parent shows. */
class WorkspaceError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

async function provision(server: RunningServer, person: OwnerNames | undefined) {
  const { db } = server.deps;
  let owner = await findOwner(db);
  if (owner === null) {
    if (person === undefined) throw new WorkspaceError('no_owner', 'The workspace has no owner yet');
    owner = await asSystem(db, async (trx) => {
      const id = await createLocalPerson(trx, person);
      await claimWorkspace(trx, id);
      return id;
    });
  }
  return issueOwnerToken(db, owner);
}

async function sample(server: RunningServer, channel: ParentChannel) {
  if ((await findOwner(server.deps.db)) !== null)
    throw new WorkspaceError('not_empty', 'Sample data can only be loaded into an empty workspace');
  const owner = await loadSampleData(server.deps, {
    seed: 1,
    now: clock.date(),
    onProgress: (step, done, total) => channel.post({ type: 'progress', step, done, total }),
  });
  return issueOwnerToken(server.deps.db, owner);
}

/** Serves the parent's requests, one after the other. Messages that do not fit the contract are logged and dropped. */
export function serveParent(channel: ParentChannel, server: RunningServer, shutDown: () => void): void {
  let last: Promise<unknown> = Promise.resolve();
  const answer = async (request: number, work: () => Promise<{ token: string; user_id: string }>): Promise<void> => {
    try {
      channel.post({ type: 'token', request, ...(await work()) });
    } catch (error) {
      const known = error instanceof WorkspaceError;
      if (!known) server.deps.log.error({ err: error }, 'the workspace request failed');
      const message = known ? error.message : 'The workspace could not be set up';
      channel.post({ type: 'error', request, code: known ? error.code : 'internal', message });
    }
  };
  channel.listen((raw) => {
    const parsed = parentMessage.safeParse(raw);
    if (!parsed.success) {
      server.deps.log.warn('a message of the parent process does not fit the contract');
      return;
    }
    const message = parsed.data;
    if (message.type === 'shut_down') shutDown();
    else if (message.type === 'provision_owner')
      last = last.then(() => answer(message.request, () => provision(server, message.person)));
    else last = last.then(() => answer(message.request, () => sample(server, channel)));
  });
}
