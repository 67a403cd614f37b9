const isMac = () => document.documentElement.dataset.platform === 'darwin';

/** Writes "Mod+N" as this system's people read it: ⌘N or Ctrl+N. */
export function shortcutText(keys: string): string {
  if (!isMac()) return keys.replace('Mod', 'Ctrl');
  return keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '');
}

/** A key or a combination, written "Mod+Shift+O". */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="rounded-sm border border-line px-1 font-sans text-xs text-muted leading-4">
      {shortcutText(keys)}
    </kbd>
  );
}
