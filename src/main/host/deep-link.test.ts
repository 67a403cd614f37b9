import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { event } from '../../contract/ipc.ts';
import { knownPath, ORGANIZATION_PAGES, PERSON_PAGES } from '../../contract/pages.ts';
import { linkAmong, parseLink } from './deep-link.ts';

const INVITATION = '0190a5b4-7c1e-7d2a-9f00-0123456789ab';

describe('a steward:// link', () => {
  test('leads to every page, with its filters', () => {
    for (const path of Object.values(PERSON_PAGES))
      expect(parseLink(`steward://${path.slice(1)}`)).toEqual({ path, search: {} });
    for (const page of ORGANIZATION_PAGES)
      expect(parseLink(`steward://o/radiology/${page}`)).toEqual({ path: `/o/radiology/${page}`, search: {} });
    expect(parseLink('steward://o/radiology')).toEqual({ path: '/o/radiology', search: {} });
    expect(parseLink('steward://o/radiology/members/?role=admin&search=Ada%20B')).toEqual({
      path: '/o/radiology/members',
      search: { role: 'admin', search: 'Ada B' },
    });
    expect(parseLink('steward://o/radiology/teams/chest-xray')).toEqual({
      path: '/o/radiology/teams/chest-xray',
      search: {},
    });
  });

  test('of an invitation leads to it', () => {
    expect(parseLink(`steward://invitations/${INVITATION}`)).toEqual({
      path: '/invitations',
      search: { invitation: INVITATION },
    });
  });

  test.each([
    '',
    'steward:',
    'steward:o/radiology',
    'STEWARD://o/radiology',
    'https://o/radiology',
    'javascript:alert(1)',
    'steward://javascript:alert(1)',
    'steward://o/radiology/../../settings',
    'steward://o/%2e%2e/settings',
    'steward://o/radiology/unknown',
    'steward://o/Radiology',
    'steward://o/radiology/members/a/b',
    'steward://welcome',
    'steward://user:password@o/radiology',
    'steward://user@o/radiology',
    'steward://o:80/radiology',
    'steward://o/radiology#token=x',
    'steward://o/radiology?token=a&token=b',
    'steward://o/radiology?__proto__=x',
    'steward://o/radiology?a=%00',
    'steward://o/radiology?a=%0a',
    `steward://o/radiology?a=${'x'.repeat(201)}`,
    `steward://o/${'a'.repeat(600)}`,
    'steward://invitations/not-an-id',
    'steward://\\\\server\\share',
    'steward:////server/share',
    ' steward://o/radiology',
  ])('%j leads nowhere', (text) => {
    expect(parseLink(text)).toBeUndefined();
  });

  test('whatever it is, leads to a known page or nowhere', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('o', 'radiology', 'members', '..', '%2e', '?a=b', '#', '@', ':'),
    );
    const link = fc.array(piece, { maxLength: 6 }).map((parts) => `steward://${parts.join('/')}`);
    fc.assert(
      fc.property(fc.oneof(link, fc.webUrl(), fc.string()), (text) => {
        const place = parseLink(text);
        if (place === undefined) return;
        expect(knownPath(place.path)).not.toBeNull();
        event.parse({ type: 'go', ...place, account_id: null });
      }),
      { numRuns: 5000 },
    );
  });

  test('is found among the arguments of a second start', () => {
    expect(linkAmong(['/usr/bin/steward', '--data', '/d', 'steward://settings'])?.path).toBe('/settings');
    expect(linkAmong(['/usr/bin/steward', '--x=steward://settings'])).toBeUndefined();
  });
});
