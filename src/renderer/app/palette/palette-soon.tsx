import { useEffect } from 'react';
import { closePalette, type EarlyKeys, usePalette } from './palette-state.ts';

/** What a key makes of what was typed; undefined for one that writes nothing. */
function withKey({ text }: EarlyKeys, { key }: KeyboardEvent): EarlyKeys | undefined {
  if (key === 'Enter') return { text, entered: true };
  if (key === 'Backspace') return { text: text.slice(0, -1), entered: false };
  return key.length === 1 ? { text: text + key, entered: false } : undefined;
}

/** Stands for the palette while it is being read: whoever types at once finds it there. */
export function PaletteSoon() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const early = withKey(usePalette.getState().early, event);
      if (event.key === 'Escape') closePalette();
      else if (early !== undefined) usePalette.setState({ early });
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return null;
}
