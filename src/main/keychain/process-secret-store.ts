import type { ChildPort } from '../lib/child-port.ts';
import type { Logger } from '../lib/logger.ts';
import { type KeytarAnswer, type KeytarRequest, keytarAnswer } from './keytar-messages.ts';
import type { KeychainProbe } from './secret-service.ts';
import { KeychainError, type KeychainProblem, type SecretStore } from './secret-store.ts';

interface ProcessSecretStoreOptions {
  /** Starts the process of keytar-process.ts. */
  readonly start: () => ChildPort;
  readonly probe: KeychainProbe;
  readonly log: Logger;
  /** How long the system's own dialog may keep an operation waiting. */
  readonly operationMs?: number;
  /** How long the process may take to say that keytar is there. */
  readonly loadMs?: number;
}

type Asked = KeytarRequest extends infer R ? (R extends unknown ? Omit<R, 'request'> : never) : never;

/** The systems' own words for the three problems, as keytar passes them on from libsecret, macOS and Windows. */
export function problemOf(message: string): KeychainProblem {
  if (/locked|interaction is not allowed|IsLocked/i.test(message)) return 'locked';
  if (
    /does not exist|address is empty|ServiceUnknown|not provided by any|[Cc]annot (spawn|autolaunch)|[Cc]ould not connect|not available|no keychain/i.test(
      message,
    )
  )
    return 'absent';
  return 'refused';
}

interface Link {
  ask(asked: Asked, limitMs: number): Promise<KeytarAnswer>;
  close(): void;
}

/** One life of the keytar process: everything asked of it is answered, or fails when it dies. */
function createLink(child: ChildPort, log: Logger, onEnd: () => void): Link {
  const waiting = new Map<number, { resolve(answer: KeytarAnswer): void; reject(error: Error): void }>();
  let requests = 0;
  child.onMessage((message) => {
    const parsed = keytarAnswer.safeParse(message);
    if (!parsed.success) return log.warn({}, 'the keychain process said something unknown');
    waiting.get(parsed.data.request)?.resolve(parsed.data);
    waiting.delete(parsed.data.request);
  });
  child.onExit((code) => {
    onEnd();
    if (waiting.size > 0) log.error({ code }, 'the keychain process ended while it was asked something');
    for (const asked of waiting.values())
      asked.reject(new KeychainError('refused', 'The keychain process ended before it answered.'));
    waiting.clear();
  });
  return {
    ask: (asked, limitMs) =>
      new Promise((resolve, reject) => {
        requests += 1;
        const request = requests;
        const timer = setTimeout(() => {
          waiting.delete(request);
          // It hangs in native code: only a new process can answer again.
          onEnd();
          child.kill();
          reject(new KeychainError('refused', 'The keychain did not answer in time.'));
        }, limitMs);
        const done =
          <T>(settle: (value: T) => void) =>
          (value: T) => {
            clearTimeout(timer);
            settle(value);
          };
        waiting.set(request, { resolve: done(resolve), reject: done(reject) });
        child.send({ ...asked, request });
      }),
    close: () => child.kill(),
  };
}

/** The OS keychain, through keytar in a process of its own. It starts on first use and again after it died. */
export function createProcessSecretStore(options: ProcessSecretStoreOptions): SecretStore {
  const { start, probe, log, operationMs = 60_000, loadMs = 10_000 } = options;
  let link: Link | undefined;

  const ask = async (asked: Asked, limitMs: number): Promise<string | null> => {
    if (link === undefined) {
      const fresh: Link = createLink(start(), log, () => {
        if (link === fresh) link = undefined;
      });
      link = fresh;
    }
    const answer = await link.ask(asked, limitMs);
    if (answer.outcome === 'value') return answer.value;
    const kind = answer.outcome === 'not_loaded' ? 'absent' : problemOf(answer.message);
    log.warn({ op: asked.op, kind, reason: answer.message }, 'the keychain refused');
    throw new KeychainError(kind, answer.message);
  };

  const mustBeOpen = async () => {
    const status = await probe.status();
    if (status !== 'ready') throw new KeychainError(status, `The keychain is ${status}.`);
  };

  const loaded = async (status: 'ready' | KeychainProblem): Promise<'ready' | KeychainProblem> => {
    if (status !== 'ready') return status;
    try {
      await ask({ op: 'load' }, loadMs);
      return 'ready';
    } catch (error) {
      return error instanceof KeychainError ? error.kind : 'refused';
    }
  };

  return {
    get: async (name) => {
      await mustBeOpen();
      const value = await ask({ op: 'get', name }, operationMs);
      // keytar's null also means "locked meanwhile": null is only certain while the keyring is still open.
      if (value === null) await mustBeOpen();
      return value;
    },
    set: async (name, value) => {
      await mustBeOpen();
      await ask({ op: 'set', name, value }, operationMs);
    },
    delete: async (name) => {
      await mustBeOpen();
      await ask({ op: 'delete', name }, operationMs);
      await mustBeOpen();
    },
    status: async () => loaded(await probe.status()),
    unlock: async () => loaded(await probe.unlock()),
    close: async () => link?.close(),
  };
}
