import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { type DecodedText, decodeText } from './decode-text.ts';

export interface DroppedFile extends DecodedText {
  readonly name: string;
}

/** More than any spreadsheet of people that the invite desk takes. */
const MAX_BYTES = 5 * 1024 * 1024;
const TYPES = /\.(csv|tsv|txt)$/i;
const SHEET = /\.(xlsx?|ods|numbers)$/i;
const ADVICE = ' Save it as CSV in your spreadsheet and take that.';

interface Dropped {
  /** A file that nobody has taken yet. */
  readonly file: DroppedFile | null;
  /** Why the last one was not taken in, in a sentence. */
  readonly problem: string | null;
}

export const useDropped = create<Dropped>(() => ({ file: null, problem: null }));

const refuse = (problem: string) => useDropped.setState({ file: null, problem });

/** One text file, or in a sentence why it is none that can be read. */
export async function readTextFile(file: File): Promise<DroppedFile | string> {
  if (!TYPES.test(file.name)) return `“${file.name}” is not a CSV or text file.${SHEET.test(file.name) ? ADVICE : ''}`;
  if (file.size > MAX_BYTES) return `“${file.name}” is larger than 5 MB.`;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return `“${file.name}” could not be read.`;
  const read = decodeText(new Uint8Array(bytes));
  return read === null ? `“${file.name}” is not a text file.` : { name: file.name, ...read };
}

/** Takes one text file in, or says why not. */
export async function takeIn(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (file === undefined) return;
  if (files.length > 1) return refuse('Drop one file at a time.');
  const read = await readTextFile(file);
  if (typeof read === 'string') refuse(read);
  else useDropped.setState({ file: read, problem: null });
}

/** Whoever takes the file is the only one who gets it. */
export function takeDroppedFile(): DroppedFile | null {
  const { file } = useDropped.getState();
  if (file !== null) useDropped.setState({ file: null, problem: null });
  return file;
}

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** While mounted, files that are dropped anywhere on the window are taken in; the window itself never opens them. */
export function useDropTarget(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      // A field of its own, such as one for a picture, may have taken it.
      if (!hasFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      void takeIn([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
}

/** Calls `take` with each dropped file while mounted and enabled. */
export function useDroppedFile(take: (file: DroppedFile) => void, enabled = true): void {
  const latest = useRef(take);
  latest.current = take;
  const file = useDropped((dropped) => dropped.file);
  useEffect(() => {
    if (!enabled || file === null) return;
    const taken = takeDroppedFile();
    if (taken !== null) latest.current(taken);
  }, [file, enabled]);
}
