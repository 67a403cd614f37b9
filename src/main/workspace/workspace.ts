import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { clock } from '../lib/clock.ts';
import { Failure, failure } from '../lib/failure.ts';
import { type Logger, reason } from '../lib/logger.ts';
import type { ServerLauncher } from './launcher.ts';
import { linkServer, type OwnerToken, type Progress, type ServerLink } from './server-link.ts';

export interface NewOwner {
  readonly first_name: string;
  readonly last_name: string;
  readonly email: string;
}

/** The local workspace: the embedded server, started when it is needed and again when it crashed. */
export interface Workspace {
  /** Whether there is one on this machine. */
  exists(): boolean;
  /** Where it listens; starts it and waits. Throws `Failure` workspace_busy or workspace_failed. */
  url(): Promise<string>;
  /** Whether somebody has set it up already; starts it and waits. */
  hasOwner(): Promise<boolean>;
  /** A new token for the owner, who is created from `person` where there is none yet. */
  provisionOwner(person?: NewOwner): Promise<OwnerToken>;
  loadSampleData(): Promise<OwnerToken>;
  /** Tries again after it gave up, or after the folder was in use. */
  retry(): void;
  /** Ends the server gracefully; it starts again when it is needed. */
  stop(): Promise<void>;
}

export interface WorkspaceLimits {
  readonly waitMs: number;
  readonly askMs: number;
  readonly sampleMs: number;
  readonly graceMs: number;
  readonly backoffMs: number;
}

/**
 * A server that ends is noticed immediately: the first three end only one that hangs. On a busy machine a first start takes
 * more than 20 seconds, and giving up on it would leave it running with nobody waiting.
 */
const LIMITS: WorkspaceLimits = { waitMs: 120_000, askMs: 120_000, sampleMs: 600_000, graceMs: 5000, backoffMs: 250 };
const MAX_CRASHES = 3;
const CRASH_WINDOW_MS = 60_000;

interface WorkspaceOptions {
  readonly dataDir: string;
  readonly launch: ServerLauncher;
  readonly log: Logger;
  readonly onProgress: (progress: Progress) => void;
  readonly onStarting: () => void;
  readonly onReady: () => void;
  /** It stopped, or could not start. */
  readonly onDown: () => void;
  readonly limits?: Partial<WorkspaceLimits>;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function inTime<T>(promise: Promise<T>, limitMs: number, late: () => Failure): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), limitMs);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

/** Looks whether a workspace exists; starts nothing yet. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { launch, log, onProgress, onStarting, onReady, onDown } = options;
  const limits = { ...LIMITS, ...options.limits };
  const folder = join(options.dataDir, 'workspace');
  let exists = (await readdir(folder).catch(() => [])).length > 0;
  let link: ServerLink | undefined;
  let crashes: number[] = [];
  let stopping = false;
  /** Since the server said so when it started, which may be before it was set up. */
  let owned = false;

  const gaveUp = () => crashes.length >= MAX_CRASHES;

  /** Follows one life of the server, and starts the next one where it ended by itself after it had been ready. */
  const follow = async (started: ServerLink) => {
    let isCrash = true;
    const wasReady = await started.ready.then(
      () => true,
      (error: unknown) => {
        log.error(reason(error), 'the local workspace could not start');
        isCrash = !(error instanceof Failure && error.error.name === 'workspace_busy');
        return false;
      },
    );
    if (wasReady && link === started) onReady();
    if (!wasReady) void started.stop(limits.graceMs);
    await started.ended;
    if (link !== started) return;
    link = undefined;
    onDown();
    if (stopping) return;
    const now = clock.now();
    crashes = crashes.filter((at) => now - at < CRASH_WINDOW_MS);
    if (isCrash) crashes.push(now);
    if (!wasReady) return;
    if (gaveUp()) return log.error({ crashes: crashes.length }, 'the local workspace keeps stopping; not restarted');
    await pause(limits.backoffMs * 2 ** (crashes.length - 1));
    if (!stopping && link === undefined) start().ready.catch(() => undefined);
  };

  const start = (): ServerLink => {
    if (link !== undefined) return link;
    onStarting();
    const started = linkServer(launch({ dataDir: folder }), log, onProgress);
    link = started;
    void follow(started);
    return started;
  };

  const running = async (): Promise<ServerLink> => {
    crashes = crashes.filter((at) => clock.now() - at < CRASH_WINDOW_MS);
    if (link === undefined && gaveUp())
      throw failure(
        'workspace_failed',
        'The local workspace stopped three times in a minute. Try again, or restart Steward.',
      );
    // One that is ending is no longer of use; the next one needs its folder.
    if (stopping) await link?.ended;
    stopping = false;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const started = start();
    await inTime(started.ready, limits.waitMs, () =>
      failure('workspace_failed', 'The local workspace is taking long to start. Try again in a moment.'),
    );
    exists = true;
    return started;
  };

  return {
    exists: () => exists,
    url: async () => (await (await running()).ready).url,
    hasOwner: async () => (await (await running()).ready).owner || owned,
    provisionOwner: async (person) => {
      const token = await (await running()).ask({ type: 'provision_owner', person }, limits.askMs);
      owned = true;
      return token;
    },
    loadSampleData: async () => {
      const token = await (await running()).ask({ type: 'load_sample_data' }, limits.sampleMs);
      owned = true;
      return token;
    },
    retry: () => {
      crashes = [];
    },
    stop: async () => {
      stopping = true;
      await link?.stop(limits.graceMs);
    },
  };
}
