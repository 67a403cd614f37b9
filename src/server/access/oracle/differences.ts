import fc from 'fast-check';
import { type Question, question, USERS, world } from '../../testing/access-worlds.ts';
import { decide } from '../decide.ts';
import { actorIn, type Indexed, index, type OrganizationFacts } from '../organization-facts.ts';
import { isAllowed, viewOf } from '../view.ts';
import { askCedar } from './ask-cedar.ts';

const QUESTIONS = 20;
const PERSON = USERS[0];

/** The same apps, owned by a person: nobody is a member, no team and no silo binds anybody. */
const ownedByPerson = (facts: OrganizationFacts): OrganizationFacts => ({
  ...facts,
  id: PERSON,
  members: new Map(),
  teams: new Map(),
  silos: new Map(),
});

const worlds = fc.oneof({ weight: 6, arbitrary: world }, { weight: 1, arbitrary: world.map(ownedByPerson) });

export interface Checked {
  readonly cases: number;
  readonly allowed: number;
  /** The smallest case on which the engine and Cedar differ, as text; null where there is none. */
  readonly difference: string | null;
}

/** The engine's two answers, which must be one. */
function askEngine(organization: Indexed, { user, action, scopes, token_rules }: Question, app: string | null) {
  const actor = { ...actorIn(organization, user), scopes, token_rules };
  const on = app === null ? null : (organization.apps.get(app) ?? null);
  const { allowed } = decide(actor, action, on);
  if (on !== null && isAllowed(viewOf(actor), action, on) !== allowed) throw new Error('isAllowed is not decide');
  return allowed;
}

/** Gives the same facts and questions to the engine and to Cedar, at least `cases` of them, the same for a seed. */
export function findDifference(cases: number, seed: number): Checked {
  const count = { cases: 0, allowed: 0 };
  const agree = (facts: OrganizationFacts, questions: readonly Question[]): boolean => {
    const organization = index(facts);
    const ids = [...facts.apps.keys()];
    return questions.every((one) => {
      const app = one.app === null ? null : (ids[one.app % Math.max(1, ids.length)] ?? null);
      const cedar = askCedar(facts, one, app);
      count.cases += 1;
      if (cedar) count.allowed += 1;
      return cedar === askEngine(organization, one, app);
    });
  };
  const questions = fc.array(question, { minLength: QUESTIONS, maxLength: QUESTIONS });
  const found = fc.check(fc.property(worlds, questions, agree), { seed, numRuns: Math.ceil(cases / QUESTIONS) });
  return { ...count, difference: found.failed ? describe(found.counterexample) : null };
}

function describe(counterexample: readonly [OrganizationFacts, readonly Question[]] | null): string {
  return counterexample === null ? 'an error' : fc.stringify(counterexample);
}
