/** Which part of a picture is taken: how far it is enlarged, and where between its edges, from 0 to 1, the part lies. */
export interface Crop {
  readonly zoom: number;
  readonly across: number;
  readonly down: number;
}

export const MIDDLE: Crop = { zoom: 1, across: 0.5, down: 0.5 };
export const MAX_ZOOM = 4;

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The square of a picture that a crop takes; never beyond the picture's edges. */
export function cropSquare({ width, height }: Size, { zoom, across, down }: Crop): Square {
  const side = Math.max(1, Math.floor(Math.min(width, height) / zoom));
  return { x: Math.floor((width - side) * across), y: Math.floor((height - side) * down), side };
}

const between = (value: number): number => Math.min(1, Math.max(0, value));

/** The crop after the picture was dragged by so much, in sides of the square. */
export function dragged(size: Size, crop: Crop, by: { readonly x: number; readonly y: number }): Crop {
  const { side } = cropSquare(size, crop);
  // Where there is nothing beyond the square, nothing moves.
  const share = (length: number, moved: number) => (length > side ? (moved * side) / (length - side) : 0);
  return {
    ...crop,
    across: between(crop.across - share(size.width, by.x)),
    down: between(crop.down - share(size.height, by.y)),
  };
}
