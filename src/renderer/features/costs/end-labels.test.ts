import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spread } from './end-labels.tsx';

it('keeps names apart, in the picture and in the order of their lines', () => {
  const ys = fc.array(fc.double({ min: 10, max: 200, noNaN: true }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(ys, (places) => {
      const labels = spread(
        places.map((y, index) => ({ index, name: `n${index}`, y })),
        200,
      );
      labels.forEach(({ y }, place) => {
        expect(y).toBeLessThanOrEqual(200.001);
        if (place > 0) expect(y - (labels[place - 1]?.y ?? 0)).toBeGreaterThan(13.99);
      });
      const order = labels.map(({ index }) => places[index] ?? 0);
      expect(order).toEqual(order.toSorted((one, other) => one - other));
    }),
  );
});
