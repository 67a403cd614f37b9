import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import type { DroppedFile } from './read-text-file.ts';

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
  // Few drop a file; who does can wait for what reads it.
  const reader = await import('./read-text-file.ts').catch(() => undefined);
  const read = (await reader?.readTextFile(file)) ?? `“${file.name}” could not be read.`;
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
