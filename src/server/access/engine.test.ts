import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES, type Action, APP_ACTION_NAMES } from '../../contract/permissions.ts';
import { OWNER, question, USERS, world } from '../testing/access-worlds.ts';
import { appActionsIn } from './action-set.ts';
import { abilitiesOf, decide } from './decide.ts';
import { actorIn, type Indexed, index } from './organization-facts.ts';
import { organizationReach, reach } from './reach.ts';
import { compare } from './simulate.ts';
import { appActions, isAllowed, viewOf } from './view.ts';

const options = { seed: 20261124, numRuns: 3000 };
const ALL = Number.POSITIVE_INFINITY;

/** All that anybody may do, one `decide` for each person, app and action. */
function bruteForce(organization: Indexed): Set<string> {
  const found = new Set<string>();
  for (const user of USERS) {
    const actor = actorIn(organization, user);
    for (const app of organization.apps.values())
      for (const action of APP_ACTION_NAMES)
        if (decide(actor, action, app).allowed) found.add(`${user} ${app.id} ${action}`);
    for (const action of ACTION_NAMES) if (decide(actor, action).allowed) found.add(`${user} - ${action}`);
  }
  return found;
}

const lacking = (a: Set<string>, b: Set<string>): string[] => [...a].filter((one) => !b.has(one)).sort();

/** Pairs of person and app that a silo closes, whatever says yes. */
function closed(organization: Indexed): Set<string> {
  const found = new Set<string>();
  for (const user of USERS)
    for (const app of organization.apps.values())
      if (decide(actorIn(organization, user), 'view_apps', app).denials.some(({ via }) => via === 'silo'))
        found.add(`${user} ${app.id}`);
  return found;
}

describe('the access engine', () => {
  it('answers yes or no as it does with reasons, one by one and all at once', () => {
    fc.assert(
      fc.property(world, fc.array(question, { minLength: 5, maxLength: 5 }), (facts, questions) => {
        const organization = index(facts);
        for (const { user, scopes, token_rules } of questions) {
          const actor = { ...actorIn(organization, user), scopes, token_rules };
          const view = viewOf(actor);
          const words = { lo: 0, hi: 0 };
          for (const app of organization.apps.values()) {
            const allowed = APP_ACTION_NAMES.filter((action) => decide(actor, action, app).allowed);
            expect(ACTION_NAMES.filter((action) => isAllowed(view, action, app)).sort()).toEqual([...allowed].sort());
            appActions(view, app, words);
            expect(appActionsIn(words.lo, words.hi)).toEqual(allowed);
          }
          const abilities = abilitiesOf(actor);
          expect(organizationReach(view)).toEqual(ACTION_NAMES.filter((action) => abilities[action]));
        }
      }),
      { ...options, numRuns: 1000 },
    );
  });

  it('reaches exactly the apps on which it decides yes to something', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...USERS), (facts, user) => {
        const organization = index(facts);
        const actor = actorIn(organization, user);
        const reached = reach(viewOf(actor), organization.apps.values());
        const expected = [...organization.apps.values()].flatMap((app) => {
          const actions = APP_ACTION_NAMES.filter((action) => decide(actor, action, app).allowed);
          return actions.length === 0 ? [] : [{ app, actions }];
        });
        expect(reached).toEqual(expected);
      }),
      options,
    );
  });

  it('never says yes against a denial, nor without a grant', () => {
    fc.assert(
      fc.property(world, question, (facts, { user, app, action, scopes, token_rules }) => {
        const organization = index(facts);
        const actor = { ...actorIn(organization, user), scopes, token_rules };
        const one = app === null ? null : ([...organization.apps.values()][app] ?? null);
        const { allowed, grants, denials } = decide(actor, action, one);
        expect(allowed).toBe(grants.length > 0 && denials.length === 0);
      }),
      options,
    );
  });

  it('compares two states as the difference of all decisions in each', () => {
    fc.assert(
      fc.property(world, world, (first, second) => {
        const [before, after] = [index(first), index(second)];
        const [was, is] = [bruteForce(before), bruteForce(after)];
        const { gained, lost, silo_openings } = compare(before, after, ALL, { people: USERS, apps: new Set() });
        const text = ({ user_id, app_id, action }: { user_id: string; app_id?: string; action: string }) =>
          `${user_id} ${app_id ?? '-'} ${action}`;
        expect(gained.listed.map(text).sort()).toEqual(lacking(is, was));
        expect(lost.listed.map(text).sort()).toEqual(lacking(was, is));
        for (const [tally, all] of [
          [gained, lacking(is, was)],
          [lost, lacking(was, is)],
        ] as const) {
          const part = (at: number) => new Set(all.map((one) => one.split(' ')[at]).filter((one) => one !== '-'));
          expect([tally.count, tally.people, tally.apps]).toEqual([all.length, part(0), part(1).size]);
        }
        const [closedBefore, closedAfter] = [closed(before), closed(after)];
        const opened = [...closedBefore].filter(
          (pair) => after.apps.has(pair.split(' ')[1] ?? '') && !closedAfter.has(pair) && is.has(`${pair} view_apps`),
        );
        expect(silo_openings.listed.map(({ user_id, app_id }) => `${user_id} ${app_id}`).sort()).toEqual(opened.sort());
        expect(silo_openings.count).toBe(opened.length);
      }),
      { ...options, numRuns: 700 },
    );
  });

  it('lets the person who owns an app do everything with it, within the scopes of the token', () => {
    fc.assert(
      fc.property(question, ({ scopes, action }) => {
        const app = { id: 'x', owner_id: OWNER, visibility: 10, compliance_labels: [], teams: [], collaborators: [] };
        const actor = { user_id: OWNER, role_id: null, scopes };
        const onApp = (APP_ACTION_NAMES as readonly Action[]).includes(action);
        const { grants } = decide(actor, action, app);
        expect(grants).toEqual(onApp ? [{ via: 'owner', user_id: OWNER }] : []);
        expect(isAllowed(viewOf(actor), action, app)).toBe(decide(actor, action, app).allowed);
      }),
      options,
    );
  });
});
