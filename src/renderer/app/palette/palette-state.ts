import { create } from 'zustand';
import { isModalOpen } from '../../lib/is-typing.ts';

type Sheet = 'palette' | 'shortcuts';

/** Which of the two is open; they can be opened from the header, the menu, the keyboard and each other. */
export const usePalette = create<{ readonly open: Sheet | null }>(() => ({ open: null }));

/** Opens it, unless something modal has the keyboard: nobody loses what they were typing there. */
function open(sheet: Sheet): void {
  if (usePalette.getState().open === null && isModalOpen()) return;
  usePalette.setState({ open: sheet });
}

export const openPalette = (): void => open('palette');
export const openShortcuts = (): void => open('shortcuts');
export const closePalette = (): void => usePalette.setState({ open: null });
