import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from '../lib/json-file.ts';

export const MIN_SIZE = { width: 900, height: 600 } as const;
const USUAL_SIZE = { width: 1280, height: 832 } as const;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const remembered = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(MIN_SIZE.width).max(20_000),
  height: z.number().int().min(MIN_SIZE.height).max(20_000),
  maximized: z.boolean(),
  /** Chromium's zoom level: each step is a fifth. */
  zoom: z.number().min(-8).max(9).default(0),
  /** The page that a further window was on, to open there again. */
  path: z.string().max(300).optional(),
});
export type RememberedWindow = z.infer<typeof remembered>;

export interface FirstBounds {
  readonly bounds: Partial<Rectangle> & { readonly width: number; readonly height: number };
  readonly maximized: boolean;
  readonly zoom: number;
  readonly path: string | undefined;
}

/** How much of the title bar must be on a display for people to get hold of the window. */
const GRIP = { width: 100, height: 30 } as const;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number) =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

function canBeGrabbed(window: Rectangle, workArea: Rectangle): boolean {
  const topIsInside = window.y >= workArea.y && window.y + GRIP.height <= workArea.y + workArea.height;
  return topIsInside && overlap(window.x, window.width, workArea.x, workArea.width) >= GRIP.width;
}

/** The remembered bounds where a display still shows them; else the usual size, which the system then centres. */
export function firstBounds(text: string | undefined, workAreas: readonly Rectangle[]): FirstBounds {
  const usual = { bounds: USUAL_SIZE, maximized: false, zoom: 0, path: undefined };
  if (text === undefined) return usual;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return usual;
  }
  const parsed = remembered.safeParse(data);
  if (!parsed.success) return usual;
  const { maximized, zoom, path, ...bounds } = parsed.data;
  if (workAreas.some((area) => canBeGrabbed(bounds, area))) return { bounds, maximized, zoom, path };
  return { bounds: { width: bounds.width, height: bounds.height }, maximized, zoom, path };
}

export const readBounds = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);

export async function writeBounds(file: string, window: RememberedWindow): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomically(file, JSON.stringify(window), false);
}
