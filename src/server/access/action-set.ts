import {
  ACTION_NAMES,
  ACTIONS,
  type Action,
  APP_ACTION_NAMES,
  APP_ADMINISTRATION,
  type AppAction,
  ROLE_IDS,
  type RoleId,
  TEAM_PERMISSION_ACTIONS,
  TEAM_PERMISSION_IDS,
  type TeamPermissionId,
  VISIBILITY_ACTIONS,
} from '../../contract/permissions.ts';

/** A set of actions as two words of 32 bits: bit n is the n-th of ACTION_NAMES. Made once, compared without allocation. */
export interface ActionSet {
  readonly lo: number;
  readonly hi: number;
}

const WORD = 32;
if (ACTION_NAMES.length > 2 * WORD) throw new Error('an action set holds 64 actions');

export const LO = {} as Record<Action, number>;
export const HI = {} as Record<Action, number>;
for (const [index, action] of ACTION_NAMES.entries()) {
  LO[action] = index < WORD ? 1 << index : 0;
  HI[action] = index < WORD ? 0 : 1 << (index - WORD);
}

export const actionSet = (actions: Iterable<Action>): ActionSet => {
  let [lo, hi] = [0, 0];
  for (const action of actions) {
    lo |= LO[action];
    hi |= HI[action];
  }
  return { lo, hi };
};

export const has = ({ lo, hi }: ActionSet, action: Action): boolean => ((lo & LO[action]) | (hi & HI[action])) !== 0;

export const NO_ACTIONS: ActionSet = { lo: 0, hi: 0 };
export const ALL_ACTIONS = actionSet(ACTION_NAMES);
export const APP_ACTIONS = actionSet(APP_ACTION_NAMES);
export const VISIBILITY = actionSet(VISIBILITY_ACTIONS);

const of = <K extends string, A extends Action>(keys: readonly K[], actions: (key: K) => Iterable<A>) =>
  Object.fromEntries(keys.map((key) => [key, actionSet(actions(key))])) as Readonly<Record<K, ActionSet>>;

/** What each role allows in the organization itself. */
export const ROLE_ACTIONS = of(ROLE_IDS, (role) =>
  ACTION_NAMES.filter((action) => (ACTIONS[action] as readonly RoleId[]).includes(role)),
);

/** What each role allows on every app of the organization. A team contributor has only what their teams give them. */
export const ROLE_APP_ACTIONS = of(ROLE_IDS, (role) =>
  role === 'team_contributor'
    ? []
    : APP_ACTION_NAMES.filter((action) => (ACTIONS[action] as readonly RoleId[]).includes(role)),
);

/** What each team permission allows on the app that carries it. */
export const PERMISSION_APP_ACTIONS: Readonly<Record<TeamPermissionId, ActionSet>> = of(TEAM_PERMISSION_IDS, (id) =>
  TEAM_PERMISSION_ACTIONS[id].filter((action) => (APP_ACTION_NAMES as readonly Action[]).includes(action)),
);

/** What each team permission allows where the question names no app: deploying, seeing clusters, looking at apps. */
export const PERMISSION_ACTIONS: Readonly<Record<TeamPermissionId, ActionSet>> = of(
  TEAM_PERMISSION_IDS,
  (id) => TEAM_PERMISSION_ACTIONS[id],
);

const isAdministration = (action: AppAction): boolean => (APP_ADMINISTRATION as readonly AppAction[]).includes(action);

/** What a collaborator may be given: everything on an app but its administration. */
export const SHAREABLE_ACTIONS = APP_ACTION_NAMES.filter((action) => !isAdministration(action));

/** The names in a set, in the order of ACTION_NAMES. */
export const namesIn = (set: ActionSet): Action[] => ACTION_NAMES.filter((action) => has(set, action));

const interned = new Map<number, Map<number, readonly AppAction[]>>();

/** The app actions in a set; the same array for the same set, since thousands of apps share a few. */
export function appActionsIn(lo: number, hi: number): readonly AppAction[] {
  const row = interned.get(lo) ?? new Map<number, readonly AppAction[]>();
  const names = row.get(hi) ?? APP_ACTION_NAMES.filter((action) => has({ lo, hi }, action));
  if (!row.has(hi)) interned.set(lo, row.set(hi, names));
  return names;
}

/** How many actions a word holds. */
export function bitCount(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
