import { Search } from 'lucide-react';
import { Kbd } from '../../ui/kbd.tsx';
import { openPalette } from './palette-state.ts';

/** Says in the header that everything can be searched, and with which keys. */
export const PaletteButton = () => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-keyshortcuts="Control+K Meta+K"
    onClick={openPalette}
    className="mr-1 inline-flex h-8 w-52 shrink-0 items-center gap-2 rounded-md border border-line px-2.5 text-muted hover:border-line-strong hover:text-text max-[1100px]:w-40"
  >
    <Search aria-hidden size={14} />
    Search…
    <span aria-hidden className="ml-auto">
      <Kbd keys="Mod+K" />
    </span>
  </button>
);
