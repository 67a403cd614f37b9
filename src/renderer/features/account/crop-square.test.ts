import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cropSquare, dragged, MAX_ZOOM, MIDDLE } from './crop-square.ts';
import { imageProblem } from './read-image.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });
const crop = fc.record({ zoom: fc.double({ min: 1, max: MAX_ZOOM, noNaN: true }), across: share, down: share });

it('takes the middle square of a picture unless told', () => {
  expect(cropSquare({ width: 400, height: 300 }, MIDDLE)).toEqual({ x: 50, y: 0, side: 300 });
  expect(cropSquare({ width: 300, height: 401 }, MIDDLE)).toEqual({ x: 0, y: 50, side: 300 });
  expect(cropSquare({ width: 400, height: 300 }, { zoom: 2, across: 1, down: 0 })).toEqual({ x: 250, y: 0, side: 150 });
});

it('never takes anything beyond the edges, however it is enlarged and dragged', () => {
  const by = fc.record({
    x: fc.double({ min: -3, max: 3, noNaN: true }),
    y: fc.double({ min: -3, max: 3, noNaN: true }),
  });
  fc.assert(
    fc.property(size, crop, by, (picture, from, moved) => {
      const { x, y, side } = cropSquare(picture, dragged(picture, from, moved));
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(side).toBeGreaterThan(0);
      expect(x + side).toBeLessThanOrEqual(picture.width);
      expect(y + side).toBeLessThanOrEqual(picture.height);
    }),
  );
});

it('moves with the hand: what is dragged to the right uncovers what is on the left', () => {
  const picture = { width: 1000, height: 500 };
  expect(dragged(picture, MIDDLE, { x: 0.25, y: 0.25 })).toEqual({ zoom: 1, across: 0.25, down: 0.5 });
});

it('says which files it takes', () => {
  expect(imageProblem({ type: 'image/png', size: 1000 })).toBeUndefined();
  expect(imageProblem({ type: 'image/gif', size: 1000 })).toBe('Choose a PNG or JPEG file.');
  expect(imageProblem({ type: 'image/jpeg', size: 30_000_000 })).toBe('Choose a file of at most 20 MB.');
});
