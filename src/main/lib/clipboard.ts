import { type Logger, reason } from './logger.ts';

interface ClipboardOptions {
  readonly copyText: (text: string) => void | Promise<void>;
  readonly readClipboard: () => string | Promise<string>;
  readonly log: Logger;
  readonly clearAfterMs?: number;
}

/** Copies secrets, and clears the clipboard afterwards where it still holds them. */
export interface SecretClipboard {
  copy(secret: string): Promise<void>;
  /** Clears now what would be cleared later. */
  close(): Promise<void>;
}

/** The last secret that was copied is remembered until it is cleared. */
export function createSecretClipboard(options: ClipboardOptions): SecretClipboard {
  const { copyText, readClipboard, log, clearAfterMs = 60_000 } = options;
  let copied: string | undefined;
  let timer: NodeJS.Timeout | undefined;

  const clear = async () => {
    clearTimeout(timer);
    const secret = copied;
    copied = undefined;
    if (secret === undefined) return;
    try {
      if ((await readClipboard()) === secret) await copyText('');
    } catch (error) {
      log.warn(reason(error), 'the clipboard could not be cleared');
    }
  };

  return {
    copy: async (secret) => {
      clearTimeout(timer);
      await copyText(secret);
      copied = secret;
      timer = setTimeout(() => void clear(), clearAfterMs);
      timer.unref();
    },
    close: clear,
  };
}
