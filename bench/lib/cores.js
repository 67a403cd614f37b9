import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** A command on the core of servers and databases; the other one is left to who asks them. */
export const onServersCore = (program, args) => (canPin ? ['taskset', ['-c', '0', program, ...args]] : [program, args]);

/** Moves this process, or the one with this id, and all that it starts, to a core: 0 is the servers', 1 the clients'. */
export function moveTo(core, pid = process.pid) {
  if (!canPin) return;
  const moved = spawnSync('taskset', ['-a', '-p', '-c', String(core), String(pid)]);
  if (moved.status !== 0) throw new Error(`taskset: ${moved.stderr}`);
}
