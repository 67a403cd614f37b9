import { expect, it } from 'vitest';
import { type AuditNames, idsAsNames } from './audit-names.ts';
import { entryDetails } from './entry-details.ts';
import { type Told, targetsText } from './target-text.ts';

const NAMES: Readonly<Record<string, string>> = { 'user ada': 'Ada Byron', 'team radiology': 'Radiology' };
const names: AuditNames = (kind, id) => NAMES[`${kind} ${id}`] ?? id;
const ada = { user: { id: 'ada' } };

it('finds each changed field, however deep, and keeps all else as facts', () => {
  const details = {
    changes: { ada: { role_id: { before: 'admin', after: 'organization_user' } }, image: { changed: true } },
    name: { before: 'Old', after: null },
    scopes: ['read', 'view_apps'],
    left_out: 3,
  };
  expect(entryDetails({ targets: [ada], details }, names)).toEqual({
    changes: [
      { field: 'Ada Byron · role', before: 'Admin', after: 'Organization User' },
      { field: 'image', before: '…', after: 'changed' },
      { field: 'name', before: 'Old', after: '–' },
    ],
    facts: [
      { name: 'scopes', values: ['read, view_apps'] },
      { name: 'left out', values: ['3'] },
    ],
    openings: undefined,
  });
});

it('tells what stood under a person or an invitation field by field, by name', () => {
  const joined = {
    changes: { ada: { before: null, after: { role_id: 'team_contributor', team_ids: ['radiology'] } } },
  };
  expect(entryDetails({ targets: [ada], details: joined }, names).changes).toEqual([
    { field: 'Ada Byron · role', before: '–', after: 'Team Contributor' },
    { field: 'Ada Byron · teams', before: '–', after: 'Radiology' },
  ]);
  const roles = { changes: { ada: { before: 'admin', after: 'financial_manager' } } };
  expect(entryDetails({ targets: [ada], details: roles }, names).changes).toEqual([
    { field: 'Ada Byron', before: 'Admin', after: 'Financial Manager' },
  ]);
  const place = { email: 'grace@example.com', role_id: 'admin' };
  const rescinded = {
    targets: [{ invitation: { id: '7f' } }],
    details: {
      changes: { '7f': { before: { ...place, status: 'PENDING' }, after: { ...place, status: 'CANCELLED' } } },
    },
  };
  expect(entryDetails(rescinded, names).changes).toEqual([
    { field: 'grace@example.com · status', before: 'Pending', after: 'Cancelled' },
  ]);
  expect(targetsText(rescinded, names)).toBe('grace@example.com');
});

it('names invitations by the addresses they went to, each in its line', () => {
  const invitations = [
    { email: 'ada@example.com', role_id: 'team_contributor', team_ids: ['radiology'] },
    { email: 'grace@example.com', role_id: 'admin', team_ids: [] },
  ];
  const entry = { targets: [{ invitation: { id: '1' } }, { invitation: { id: '2' } }], details: { invitations } };
  expect(targetsText(entry, names)).toBe('ada@example.com, grace@example.com');
  expect(entryDetails(entry, names).facts).toEqual([
    {
      name: 'invitations',
      values: [
        'email: ada@example.com · role: Team Contributor · teams: Radiology',
        'email: grace@example.com · role: Admin',
      ],
    },
  ]);
  const accepted = { targets: [{ invitation: { id: '1' } }, ada], details: { email: 'ada@example.com' } };
  expect(targetsText(accepted, names)).toBe('ada@example.com, Ada Byron');
});

it('leaves what nobody knows as the log has it', () => {
  const entry: Told = {
    targets: [{ invitation: { id: '7f' } }, { app: { id: 'x', name: 'Chest X-ray' } }],
    details: {},
  };
  expect(targetsText(entry, idsAsNames)).toBe('7f, Chest X-ray');
});

it('reads what a change opened of a silo', () => {
  const silo_openings = { count: 1, listed: [{ user_id: 'ada', app_id: 'x', silo_ids: ['hipaa'] }] };
  const read = (details: Record<string, unknown>) => entryDetails({ targets: [], details }, names);
  expect(read({ silo_openings })).toEqual({ changes: [], facts: [], openings: silo_openings });
  expect(read({ silo_openings: 'nonsense' }).openings).toBeUndefined();
});
