import { fitSquare } from './fit-square.ts';

export const IMAGE_SIDE = 256;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_URL_LENGTH = 400_000;

/** Why a file cannot be the image, in words, or undefined. */
export function imageProblem(file: Pick<File, 'type' | 'size'>): string | undefined {
  if (file.type !== 'image/png' && file.type !== 'image/jpeg') return 'Choose a PNG or JPEG file.';
  if (file.size > MAX_FILE_BYTES) return 'Choose a file of at most 20 MB.';
  return undefined;
}

/** A picture file as a square data URL that is small enough to send. */
export async function readImage(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const { x, y, side } = fitSquare(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = IMAGE_SIDE;
  canvas.height = IMAGE_SIDE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, side, side, 0, 0, IMAGE_SIDE, IMAGE_SIDE);
  bitmap.close();
  const png = canvas.toDataURL('image/png');
  return png.length <= MAX_URL_LENGTH ? png : canvas.toDataURL('image/jpeg', 0.9);
}
