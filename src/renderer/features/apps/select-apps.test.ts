import { expect, it } from 'vitest';
import { makeApp } from '../../testing/world-apps.ts';
import { labelsOf, selectApps } from './select-apps.ts';

const apps = Array.from({ length: 6 }, (_, index) => makeApp(index, 'acme', 'admin'));
const names = (filter: Partial<Parameters<typeof selectApps>[1]>) =>
  selectApps(apps, { search: '', label: undefined, sort: 'name', ...filter }).map(({ name }) => name);

it('searches names, ids and descriptions by every word', () => {
  expect(names({ search: 'XRAY chest' })).toEqual([]);
  expect(names({ search: 'x-ray chest' })).toEqual(['Chest X-ray']);
  expect(names({ search: 'finds stroke' })).toEqual(['Stroke alert']);
});

it('keeps the apps that bear a label', () => {
  expect(names({ label: 'HIPAA' })).toEqual(['Fracture triage', 'Mammography screening']);
  expect(labelsOf(apps)).toEqual(['GDPR', 'HIPAA']);
});

it('sorts by each order, both ways round', () => {
  expect(names({ sort: '-changed' })[0]).toBe('Chest X-ray');
  expect(names({ sort: 'changed' })[0]).toBe('Dose monitoring');
  expect(names({ sort: '-stars' })[0]).toBe('Stroke alert');
  expect(names({ sort: 'name' })[0]).toBe('Chest X-ray');
  expect(names({ sort: '-name' })[0]).toBe('Stroke alert');
});
