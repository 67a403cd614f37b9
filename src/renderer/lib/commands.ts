import { useEffect, useRef } from 'react';
import type { CommandName } from '../../contract/commands.ts';
import { clock } from './clock.ts';

/** A page that is not there by then was not gone to: later, its command would come as a surprise. */
const PATIENCE_MS = 10_000;

const handlers = new Map<CommandName, (() => void)[]>();
let waiting: { readonly command: CommandName; readonly since: number } | undefined;

/** Runs what the page on screen does for a command; false where it does nothing for it. */
export function runCommand(command: CommandName): boolean {
  const handler = handlers.get(command)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** Runs the command once a page that handles it is on screen. */
export function runCommandSoon(command: CommandName): void {
  waiting = runCommand(command) ? undefined : { command, since: clock.now() };
}

function register(command: CommandName, handler: () => void): () => void {
  handlers.set(command, [...(handlers.get(command) ?? []), handler]);
  if (waiting?.command === command) {
    const { since } = waiting;
    waiting = undefined;
    if (clock.now() - since < PATIENCE_MS) handler();
  }
  return () => {
    const left = (handlers.get(command) ?? []).filter((other) => other !== handler);
    handlers.set(command, left);
  };
}

/** While mounted, `handler` is what a menu command or its shortcut does. */
export function useMenuCommand(command: CommandName, handler: () => void, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => (enabled ? register(command, () => latest.current()) : undefined), [command, enabled]);
}
