import { type Logger, reason } from './logger.ts';

interface ClipboardOptions {
  readonly copyText: (text: string) => void | Promise<void>;
  readonly readClipboard: () => string | Promise<string>;
  readonly log: Logger;
  readonly clearAfterMs?: number;
}

/** The system's clipboard: secrets are cleared from it afterwards where it still holds them. */
export interface Clipboard {
  copyText(text: string): Promise<void>;
  copySecret(secret: string): Promise<void>;
  /** Clears now what would be cleared later. */
  close(): Promise<void>;
}

/** The last secret that was copied is remembered until it is cleared. */
export function createClipboard(options: ClipboardOptions): Clipboard {
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
    copyText: async (text) => copyText(text),
    copySecret: async (secret) => {
      clearTimeout(timer);
      await copyText(secret);
      copied = secret;
      timer = setTimeout(() => void clear(), clearAfterMs);
      timer.unref();
    },
    close: clear,
  };
}
