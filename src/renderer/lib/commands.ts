import { useEffect, useRef } from 'react';
import type { menuCommands } from '../../contract/ipc.ts';

export type MenuCommand = (typeof menuCommands)[number];

const handlers = new Map<MenuCommand, (() => void)[]>();
let waiting: MenuCommand | undefined;

/** Runs what the page on screen does for a command; false where it does nothing for it. */
export function runCommand(command: MenuCommand): boolean {
  const handler = handlers.get(command)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** Runs the command once a page that handles it is on screen. */
export function runCommandSoon(command: MenuCommand): void {
  if (!runCommand(command)) waiting = command;
}

function register(command: MenuCommand, handler: () => void): () => void {
  handlers.set(command, [...(handlers.get(command) ?? []), handler]);
  if (waiting === command) {
    waiting = undefined;
    handler();
  }
  return () => {
    const left = (handlers.get(command) ?? []).filter((other) => other !== handler);
    handlers.set(command, left);
  };
}

/** While mounted, `handler` is what a menu command or its shortcut does. */
export function useMenuCommand(command: MenuCommand, handler: () => void, enabled = true): void {
  const latest = useRef(handler);
  latest.current = handler;
  useEffect(() => (enabled ? register(command, () => latest.current()) : undefined), [command, enabled]);
}
