import { type Crop, cropSquare } from './crop-square.ts';

export const IMAGE_SIDE = 256;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_URL_LENGTH = 400_000;

/** Why a file cannot be the image, in words, or undefined. */
export function imageProblem(file: Pick<File, 'type' | 'size'>): string | undefined {
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return 'Choose a PNG or JPEG file.';
  if (file.size > MAX_FILE_BYTES) return 'Choose a file of at most 20 MB.';
  return undefined;
}

/** The picture in a file, the right way up; rejects where it is none. */
export const openImage = (file: File): Promise<ImageBitmap> =>
  createImageBitmap(file, { imageOrientation: 'from-image' });

/** Draws the chosen part of a picture over the whole of a canvas. */
export function drawCrop(canvas: HTMLCanvasElement, picture: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  const { x, y, side } = cropSquare(picture, crop);
  context.imageSmoothingQuality = 'high';
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
}

/**
 * The chosen part as a square data URL that is small enough to send. It is drawn and encoded anew: nothing else that
 * the file held (place, camera, owner) goes with it.
 */
export function encodeImage(picture: ImageBitmap, crop: Crop): string {
  const canvas = document.createElement('canvas');
  canvas.width = IMAGE_SIDE;
  canvas.height = IMAGE_SIDE;
  drawCrop(canvas, picture, crop);
  const png = canvas.toDataURL('image/png');
  return png.length <= MAX_URL_LENGTH ? png : canvas.toDataURL('image/jpeg', 0.9);
}
