import { ArrowDownRight, ArrowUpRight, Eye, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AccessChange, SimulatedChange } from '../../../contract/access.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useConnection, useRoute } from '../../lib/api.ts';
import { errorSentence, formatNumber, plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useStanding } from '../members/use-standing.ts';
import { actionWords, nameOfSet } from './action-words.ts';
import type { AccessNames } from './grant-sentence.ts';
import { groupChanges } from './summarize-changes.ts';
import { useAccessNames } from './use-access-names.ts';

type Simulation = AnswerOf<'access.simulate'>;

interface WhatIfProps {
  readonly org: string;
  readonly changes: readonly SimulatedChange[];
}

/** More changes than this are made without a look: a simulation takes no more. */
const MOST_CHANGES = 1000;
const LISTED_GROUPS = 40;

const people = (count: number) => plural(count, 'person', 'people');

/** "3 people lose access in 5 apps, nobody gains." */
export function summaryOf({ totals }: Simulation): string {
  const { gained, lost, people_gaining, people_losing, apps_gained, apps_lost } = totals;
  const inApps = (count: number) => (count === 0 ? 'in the organization' : `to ${plural(count, 'app')}`);
  const verb = (count: number, one: string, many: string) => (count === 1 ? one : many);
  if (gained === 0 && lost === 0) return 'Nobody’s access changes.';
  const losing = `${people(people_losing)} ${verb(people_losing, 'loses', 'lose')} access ${inApps(apps_lost)}`;
  const gaining = `${people(people_gaining)} ${verb(people_gaining, 'gains', 'gain')} access ${inApps(apps_gained)}`;
  if (lost === 0) return `${gaining}, nobody loses.`;
  if (gained === 0) return `${losing}, nobody gains.`;
  return `${losing}; ${gaining}.`;
}

const LISTED_ACTIONS = 3;
const LISTED_NAMES = 6;

/** A set that has a name by its name, others by their first actions. */
function actionsText(actions: readonly string[]): string {
  const named = nameOfSet(actions);
  if (named !== undefined && actions.length > LISTED_ACTIONS) return `${named} (${plural(actions.length, 'action')})`;
  const words = actions.map(actionWords);
  if (words.length <= LISTED_ACTIONS) return words.join(', ');
  return `${words.slice(0, LISTED_ACTIONS).join(', ')} and ${words.length - LISTED_ACTIONS} more`;
}

function peopleText(ids: readonly string[], names: AccessNames): string {
  const shown = ids.slice(0, LISTED_NAMES).map(names.person);
  return ids.length > shown.length
    ? `${shown.join(', ')} and ${formatNumber(ids.length - shown.length)} more`
    : shown.join(', ');
}

interface ListProps {
  readonly title: string;
  readonly changes: readonly AccessChange[];
  readonly names: AccessNames;
  readonly gain: boolean;
}

function ChangeList({ title, changes, names, gain }: ListProps) {
  const groups = useMemo(() => groupChanges(changes), [changes]);
  if (groups.length === 0) return null;
  const Icon = gain ? ArrowUpRight : ArrowDownRight;
  const left = groups.slice(LISTED_GROUPS).reduce((sum, { user_ids }) => sum + user_ids.length, 0);
  return (
    <div>
      <h4 className="mb-1 flex items-center gap-1 font-medium text-xs">
        <Icon aria-hidden size={13} className={gain ? 'text-green-text' : 'text-red-text'} />
        {title}
      </h4>
      <ul className="space-y-1.5">
        {groups.slice(0, LISTED_GROUPS).map(({ user_ids, apps }) => (
          <li key={user_ids[0]} className="break-words">
            <bdi className="font-medium" title={user_ids.map(names.person).slice(0, 100).join(', ')}>
              {peopleText(user_ids, names)}
            </bdi>
            <ul className="text-muted">
              {apps.map(({ app_id, actions }) => (
                <li key={app_id}>
                  <bdi className="text-text">{app_id === '' ? 'Organization' : names.app(app_id)}</bdi>:{' '}
                  {actionsText(actions)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="mt-1 text-muted">and {people(left)} more</p>}
    </div>
  );
}

function Opened({ openings, names }: { openings: Simulation['silo_openings']; names: AccessNames }) {
  if (openings.count === 0) return null;
  return (
    <div className="flex gap-2 rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber-text">
      <TriangleAlert aria-hidden size={15} className="mt-0.5 shrink-0" />
      <div className="min-w-0 break-words">
        This opens what silos keep closed, {plural(openings.count, 'time')}:
        <ul>
          {openings.listed.slice(0, 5).map(({ user_id, app_id, silo_ids }) => (
            <li key={`${user_id} ${app_id}`}>
              <bdi>{names.app(app_id)}</bdi> to <bdi>{names.person(user_id)}</bdi> (
              {silo_ids.map(names.silo).join(', ')})
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Result({ simulation, names }: { simulation: Simulation; names: AccessNames }) {
  const { gained, lost, totals, silo_openings } = simulation;
  const listed = gained.length + lost.length;
  return (
    <>
      <p className="font-medium">{summaryOf(simulation)}</p>
      <Opened openings={silo_openings} names={names} />
      {listed > 0 && (
        <details className="group">
          <summary className="cursor-default rounded-sm text-muted hover:text-text">Who and what</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
          <section tabIndex={0} aria-label="Who and what" className="mt-2 max-h-56 space-y-3 overflow-y-auto">
            <ChangeList title={`Lost: ${plural(totals.lost, 'action')}`} changes={lost} names={names} gain={false} />
            <ChangeList title={`Gained: ${plural(totals.gained, 'action')}`} changes={gained} names={names} gain />
            {listed < totals.gained + totals.lost && (
              <p className="text-muted">Only the first {plural(listed, 'difference')} are listed.</p>
            )}
          </section>
        </details>
      )}
    </>
  );
}

/**
 * What changes would do to people's access, before they are made. For those who may see everybody's access; for others
 * there is nothing to see here.
 */
export function WhatIf({ org, changes }: WhatIfProps) {
  const maySee = useStanding(org).abilities.view_access === true;
  const offline = useConnection().state === 'offline';
  const possible = maySee && !offline && changes.length > 0 && changes.length <= MOST_CHANGES;
  const input = { params: { org_id: org }, body: { changes: [...changes] } };
  const { data, error } = useRoute('access.simulate', input, { enabled: possible });
  const names = useAccessNames(org, possible);
  if (!possible) return null;
  return (
    <section
      aria-label="What this changes"
      aria-busy={data === undefined && error === null}
      aria-live="polite"
      className="flex flex-col gap-2 rounded-md border border-line bg-side px-3 py-2.5 text-text"
    >
      {data !== undefined && error === null && <Result simulation={data} names={names} />}
      {data === undefined && error === null && <Skeleton width="60%" height={14} />}
      {/* What was worked out before is not shown beside it: it may have been made meanwhile, and holds no more. */}
      {error !== null && (
        <p className="text-muted">What this changes could not be worked out. {errorSentence(error)}</p>
      )}
    </section>
  );
}

/** The same on demand, where a look costs more than it is often worth. */
export function LookFirst({ org, changes }: WhatIfProps) {
  const [asked, setAsked] = useState<readonly SimulatedChange[] | null>(null);
  const maySee = useStanding(org).abilities.view_access === true;
  if (!maySee || changes.length === 0) return null;
  // What was looked at is what is asked about now, or it says nothing.
  if (asked !== null && JSON.stringify(asked) === JSON.stringify(changes)) return <WhatIf org={org} changes={asked} />;
  const tooMany = changes.length > MOST_CHANGES;
  return (
    <div>
      <Button size="sm" icon={Eye} disabled={tooMany} onClick={() => setAsked(changes)}>
        Look at it first
      </Button>
      {tooMany && <span className="ml-2 text-muted text-xs">Up to 1,000 changes can be looked at.</span>}
    </div>
  );
}
