import { type BrowserWindow, dialog } from 'electron';
import { fileTarget } from '../exports/file-target.ts';
import type { ChooseFile } from '../exports/save-file.ts';

/** The system's own dialog for saving a file. */
export const chooseFileIn =
  (currentWindow: () => BrowserWindow | undefined): ChooseFile =>
  async (suggestedName) => {
    const window = currentWindow();
    const options = { defaultPath: suggestedName };
    const { canceled, filePath } =
      window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
    return canceled || filePath === undefined || filePath === '' ? null : fileTarget(filePath);
  };
