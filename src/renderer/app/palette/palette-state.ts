import { create } from 'zustand';
import { isModalOpen } from '../../lib/is-typing.ts';

type Sheet = 'palette' | 'shortcuts';

interface PaletteState {
  readonly open: Sheet | null;
  /** What was typed while the palette was still being read. */
  readonly early: EarlyKeys;
}

export interface EarlyKeys {
  readonly text: string;
  /** Whether Enter came after it. */
  readonly entered: boolean;
}

const NO_KEYS: EarlyKeys = { text: '', entered: false };

/** Which of the two is open; they can be opened from the header, the menu, the keyboard and each other. */
export const usePalette = create<PaletteState>(() => ({ open: null, early: NO_KEYS }));

/** Opens it, unless something modal has the keyboard: nobody loses what they were typing there. */
function open(sheet: Sheet): void {
  const { open: before } = usePalette.getState();
  if (before === sheet || (before === null && isModalOpen())) return;
  usePalette.setState({ open: sheet, early: NO_KEYS });
}

export const openPalette = (): void => open('palette');
export const openShortcuts = (): void => open('shortcuts');
export const closePalette = (): void => usePalette.setState({ open: null, early: NO_KEYS });
