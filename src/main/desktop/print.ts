import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog } from 'electron';
import { failure } from '../lib/failure.ts';

const A4 = { pageSize: 'A4', printBackground: true } as const;

function toPrinter(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve, reject) => {
    window.webContents.print({ ...A4 }, (printed, why) => {
      if (printed || /cancel/i.test(why)) resolve(printed);
      else reject(failure('refused', 'There is no printer that takes this. Save it as a PDF instead.'));
    });
  });
}

/** A file name of the page's title: whatever is not a letter, a digit or a space goes. */
export const pdfName = (title: string): string =>
  `${
    title
      .replace(/[^\p{L}\p{N} -]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80) || 'Steward'
  }.pdf`;

async function toPdf(window: BrowserWindow): Promise<boolean> {
  const defaultPath = pdfName(window.getTitle());
  const filters = [{ name: 'PDF', extensions: ['pdf'] }];
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters });
  if (canceled || filePath === '') return false;
  const pdf = await window.webContents.printToPDF(A4);
  await writeFile(filePath, pdf).catch((error: NodeJS.ErrnoException) => {
    throw failure('refused', `The file could not be written (${error.code ?? 'unknown'}). Choose another place.`);
  });
  return true;
}

/** Prints the page of a window, through the system's dialog or into a file; false where the user cancelled. */
export async function printPage(window: BrowserWindow | undefined, to: 'printer' | 'pdf'): Promise<boolean> {
  if (window === undefined) throw failure('refused', 'There is no window to print.');
  return to === 'pdf' ? toPdf(window) : toPrinter(window);
}
