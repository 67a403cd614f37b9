import { useEffect, useRef } from 'react';
import { create } from 'zustand';

export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

/** More than any spreadsheet of people that the invite dialog takes. */
const MAX_BYTES = 2 * 1024 * 1024;
const TYPES = /\.(csv|tsv|txt)$/i;

interface Dropped {
  /** A file that nobody has taken yet. */
  readonly file: DroppedFile | null;
  /** Why the last one was not taken in, in a sentence. */
  readonly problem: string | null;
}

export const useDropped = create<Dropped>(() => ({ file: null, problem: null }));

const refuse = (problem: string) => useDropped.setState({ file: null, problem });

/** Takes one text file in, or says why not. */
export async function takeIn(files: readonly File[]): Promise<void> {
  const [file] = files;
  if (file === undefined) return;
  if (files.length > 1) return refuse('Drop one file at a time.');
  if (!TYPES.test(file.name)) return refuse(`“${file.name}” is not a CSV or text file.`);
  if (file.size > MAX_BYTES) return refuse(`“${file.name}” is larger than 2 MB.`);
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return refuse(`“${file.name}” could not be read.`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (text.includes('\0')) return refuse(`“${file.name}” is not a text file.`);
    useDropped.setState({ file: { name: file.name, text }, problem: null });
  } catch {
    refuse(`“${file.name}” is not text in UTF-8. Save it as “CSV UTF-8” and drop it again.`);
  }
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
