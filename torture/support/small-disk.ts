import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { CannotTry, type Context } from '../attack.ts';

/** A disk of its own that can be filled, emptied and made read-only. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it but for so many bytes. */
  fill(leave: number): void;
  free(): void;
  readOnly(on: boolean): void;
}

/** Mounts a file system in memory. Throws CannotTry where that is not allowed, such as for anybody but root. */
export async function smallDisk(context: Context, megabytes: number): Promise<SmallDisk> {
  const folder = await context.temporaryFolder();
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'pipe' });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  } catch {
    throw new CannotTry('It mounts a small disk, which only root on Linux may.');
  }
  context.atEnd(() => execFileSync('umount', ['-l', folder], { stdio: 'pipe' }));
  const ballast = join(folder, 'ballast');
  const available = (): number => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill: (leave) => {
      const file = openSync(ballast, 'a');
      for (const size of [64 * 1024, 4096]) {
        const chunk = Buffer.alloc(size);
        while (available() >= leave + size) writeSync(file, chunk);
      }
      closeSync(file);
    },
    free: () => rmSync(ballast, { force: true }),
    readOnly: (on) => void mount('-o', `remount,${on ? 'ro' : 'rw'}`, folder),
  };
}
