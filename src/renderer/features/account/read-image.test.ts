import { expect, it } from 'vitest';
import { fitSquare } from './fit-square.ts';
import { imageProblem } from './read-image.ts';

it('takes the middle square of a picture', () => {
  expect(fitSquare(400, 300)).toEqual({ x: 50, y: 0, side: 300 });
  expect(fitSquare(300, 401)).toEqual({ x: 0, y: 50, side: 300 });
});

it('says which files it takes', () => {
  expect(imageProblem({ type: 'image/png', size: 1000 })).toBeUndefined();
  expect(imageProblem({ type: 'image/gif', size: 1000 })).toBe('Choose a PNG or JPEG file.');
  expect(imageProblem({ type: 'image/jpeg', size: 30_000_000 })).toBe('Choose a file of at most 20 MB.');
});
