import { expect, it } from 'vitest';
import { entryDetails } from './entry-details.ts';

it('finds each changed field, however deep, and keeps all else as facts', () => {
  const details = {
    changes: { ada: { role_id: { before: 'admin', after: 'organization_user' } }, image: { changed: true } },
    name: { before: 'Old', after: null },
    scopes: ['read', 'view_apps'],
    left_out: 3,
  };
  expect(entryDetails(details)).toEqual({
    changes: [
      { field: 'ada · role', before: 'admin', after: 'organization_user' },
      { field: 'image', before: '…', after: 'changed' },
      { field: 'name', before: 'Old', after: '–' },
    ],
    facts: [
      { name: 'scopes', value: 'read, view_apps' },
      { name: 'left out', value: '3' },
    ],
    openings: undefined,
  });
});

it('reads what a change opened of a silo', () => {
  const silo_openings = { count: 1, listed: [{ user_id: 'ada', app_id: 'x', silo_ids: ['hipaa'] }] };
  expect(entryDetails({ silo_openings })).toEqual({ changes: [], facts: [], openings: silo_openings });
  expect(entryDetails({ silo_openings: 'nonsense' }).openings).toBeUndefined();
});
