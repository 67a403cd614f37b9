import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, ACTIONS, ROLE_IDS, type RoleId } from '../../contract/permissions.ts';
import published from '../testing/published-roles.json' with { type: 'json' };
import { abilitiesOf, decide, scopesCover } from './decide.ts';

const scopes = fc.uniqueArray(fc.constantFrom('*', 'read', ...ACTION_NAMES), { maxLength: 4 });
const role = fc.constantFrom<RoleId | null>(null, ...ROLE_IDS);
const action = fc.constantFrom(...ACTION_NAMES);
const options = { seed: 20261124, numRuns: 2000 };

describe('a decision', () => {
  it.each(published.permissions)('about $action follows the published table', ({ action: name, allowed }) => {
    const known = ACTION_NAMES.find((one) => one === name);
    if (known === undefined) throw new Error('an action is missing');
    for (const role_id of ROLE_IDS)
      expect(decide({ user_id: 'x', role_id, scopes: ['*'] }, known).allowed).toBe(allowed[role_id]);
  });

  it('is yes only with a role that allows it and scopes that cover it', () => {
    fc.assert(
      fc.property(role, scopes, action, (role_id, given, wanted) => {
        const allows = role_id !== null && (ACTIONS[wanted] as readonly RoleId[]).includes(role_id);
        const covers =
          given.includes('*') || given.includes(wanted) || (given.length > 0 && wanted.startsWith('view_'));
        const { allowed, grants, denials } = decide({ user_id: 'x', role_id, scopes: given }, wanted);
        expect([allowed, grants.length, denials.length]).toEqual([allows && covers, Number(allows), Number(!covers)]);
        expect(abilitiesOf({ user_id: 'x', role_id, scopes: given })[wanted]).toBe(allowed);
      }),
      options,
    );
  });

  it('never allows more with fewer scopes, and nothing without any', () => {
    fc.assert(
      fc.property(scopes, action, fc.nat(3), (given, wanted, drop) => {
        const fewer = given.filter((_, index) => index !== drop);
        if (scopesCover(fewer, wanted)) expect(scopesCover(given, wanted)).toBe(true);
        expect(scopesCover([], wanted)).toBe(false);
      }),
      options,
    );
  });
});
