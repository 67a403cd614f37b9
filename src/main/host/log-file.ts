import { join } from 'node:path';
import log from 'electron-log/node';
import { clock } from '../lib/clock.ts';
import type { Logger } from '../lib/logger.ts';

const MAX_BYTES = 2 * 1024 * 1024;

/**
 * One line of JSON per entry in `logs/steward.log` of the data folder; at its limit the file becomes `steward.old.log`.
 * The terminal stays for what its reader needs: it shows the log only where STEWARD_LOG is set.
 */
export function createLogFile(dataDir: string): Logger {
  const instance = log.create({ logId: 'steward' });
  instance.transports.file.resolvePathFn = () => join(dataDir, 'logs', 'steward.log');
  instance.transports.file.maxSize = MAX_BYTES;
  instance.transports.file.format = '{text}';
  instance.transports.file.level = 'info';
  instance.transports.console.format = '{text}';
  instance.transports.console.level = process.env.STEWARD_LOG ? 'debug' : false;
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (fields: Record<string, unknown>, message: string) =>
    instance[level](JSON.stringify({ time: clock.timestamp(), level, ...fields, message }));
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
