import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { OrganizationDocument } from '../../../contract/organization-file/document.ts';
import { NIST_POLICY } from '../../../contract/password-policy.ts';
import { TEAM_PERMISSION_IDS } from '../../../contract/permissions.ts';
import { writeFileText } from './file-text.ts';
import { readFileText } from './read-file-text.ts';

const id = fc.oneof(
  fc.constantFrom('null', 'true', '007', '1e3', '0x1f', 'no', '1_000', '12', 'y'),
  fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,12}$/).filter((one) => !/^(me|new|users|sessions|overview)$/.test(one)),
);
/** As the server keeps a name: one line, trimmed, normalised; otherwise anything. */
const name = fc
  .oneof(
    fc.constantFrom(
      'yes',
      '- a: b',
      '# no comment',
      '"quoted"',
      "it's",
      '*alias',
      '&x',
      '!tag',
      '1.0',
      'مستشفى',
      '🏥 ward',
      '%',
      '| x',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  )
  .map((text) =>
    text
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
      .normalize('NFC')
      .trim(),
  )
  .filter((text) => text !== '' && text.length <= 80);
const labels = fc.uniqueArray(fc.stringMatching(/^[A-Z0-9][A-Z0-9_-]{0,10}$/), { maxLength: 4 });
const distinct = <T extends { id: string; name: string }>(one: fc.Arbitrary<T>) =>
  fc.uniqueArray(one, {
    maxLength: 4,
    comparator: (a, b) =>
      a.id === b.id ||
      a.name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() ===
        b.name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(),
  });

const documents: fc.Arbitrary<OrganizationDocument> = distinct(
  fc.record({
    id,
    name,
    default_permission: fc.constantFrom(...TEAM_PERMISSION_IDS),
    apps: fc.dictionary(id, fc.constantFrom(...TEAM_PERMISSION_IDS, 'default' as const), { noNullPrototype: true }),
  }),
).chain((teams) =>
  fc.record({
    steward: fc.constant('organization/1' as const),
    organization: fc.record({ id, name, billing_email: fc.constant('billing@example.com') }),
    roles: fc.dictionary(id, fc.array(id), { noNullPrototype: true }),
    password_policy: fc.constant(NIST_POLICY),
    labels: fc.dictionary(id, labels, { noNullPrototype: true }),
    teams: fc.constant(teams),
    silos:
      teams.length === 0
        ? fc.constant([])
        : distinct(
            fc.record({
              id,
              name,
              teams: fc.subarray(
                teams.map((team) => team.id),
                { minLength: 1 },
              ),
              required_labels: labels.filter((all) => all.length > 0),
            }),
          ),
  }),
);

it('reads what it writes, whatever things are called, with any line ends and a byte-order mark', () => {
  fc.assert(
    fc.property(documents, fc.boolean(), (document, windows) => {
      const text = writeFileText(document);
      const read = readFileText(windows ? `\uFEFF${text.replaceAll('\n', '\r\n')}` : text);
      expect(read).toEqual({ ok: true, document });
      expect(writeFileText(document)).toBe(text);
    }),
    { numRuns: 300 },
  );
});

const FILE = `steward: organization/1
teams:
  - id: radiology
    name: Radiology
    default_permission: model_trainer
    apps:
      chest-xray: full_access
silos:
  - id: closed
    name: Closed
    teams: [radiology]
    required_labels: [GDPR]
`;

it.each([
  ['another form', ['organization/1', 'organization/2'], 1, 'steward', /version of Steward reads/],
  ['no form at all', ['steward: organization/1\n', ''], 1, 'steward', /is missing/],
  ['an unknown section', ['silos:', 'tiers:'], 8, 'tiers', /is not known here/],
  [
    'an unknown field',
    ['    name: Radiology\n', '    name: Radiology\n    colour: red\n'],
    5,
    'teams.0.colour',
    /not known/,
  ],
  [
    'an unknown permission',
    ['full_access', 'admin'],
    7,
    'teams.0.apps.chest-xray',
    /permission of a team, or "default"/,
  ],
  [
    'an unknown default',
    ['model_trainer', 'default'],
    5,
    'teams.0.default_permission',
    /one of full_access, model_trainer/,
  ],
  ['a bad app id', ['chest-xray', 'Chest X-ray'], 7, 'teams.0.apps.Chest X-ray', /lower-case/],
  ['a bad label', ['[GDPR]', '[GDPR, gdpr]'], 12, 'silos.0.required_labels.1', /upper-case/],
  ['a missing field', ['    name: Closed\n', ''], 9, 'silos.0.name', /is missing/],
  ['a text that is a number', ['name: Radiology', 'name: 12'], 4, 'teams.0.name', /put quotes around it/],
  ['a key that is a number', ['chest-xray:', '12:'], 7, '', /put quotes around 12/],
  ['a list that is none', ['teams: [radiology]', 'teams: radiology'], 11, 'silos.0.teams', /must be a list/],
  [
    'a silo of a team that is not there',
    ['teams: [radiology]', 'teams: [nobody]'],
    11,
    'silos.0.teams.0',
    /not one of the teams/,
  ],
  ['a key twice', ['    name: Closed\n', '    name: Closed\n    name: Open\n'], 11, '', /unique/],
  ['a missing bracket', ['[GDPR]', '[GDPR'], 13, '', /\]|flow/i],
  ['an alias', ['teams: [radiology]', 'teams: *x'], 11, '', /alias|refers/i],
] as const)('names %s by line and path', (_, [before, after], line, path, message) => {
  const read = readFileText(FILE.replace(before, after));
  if (read.ok) throw new Error('it was read');
  expect(read.problems[0]).toEqual({ line, path, message: expect.stringMatching(message) });
});

it('says of an empty file and of another kind of file what they are', () => {
  expect(readFileText('')).toMatchObject({ ok: false, problems: [{ line: 1, message: 'The file is empty' }] });
  expect(readFileText('just a text').ok).toBe(false);
  expect(readFileText('- a\n- b').ok).toBe(false);
  expect(readFileText(FILE).ok).toBe(true);
});
