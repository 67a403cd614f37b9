import { expect, it } from 'vitest';
import { placeAt, samePageOf } from './navigation.ts';

it('knows which place an address belongs to', () => {
  expect(placeAt('/o/acme')?.label).toBe('Home');
  expect(placeAt('/o/acme/teams/radiology')?.label).toBe('Teams');
  expect(placeAt('/apps/chest-x-ray')?.label).toBe('My apps');
  expect(placeAt('/organizations')?.label).toBe('All organizations');
  expect(placeAt('/nowhere')).toBeUndefined();
});

it('switches to the same kind of page, without what was open in it', () => {
  expect(samePageOf('/o/acme/teams/radiology')).toBe('/o/$org/teams');
  expect(samePageOf('/o/acme/members')).toBe('/o/$org/members');
  expect(samePageOf('/account')).toBe('/o/$org');
});
