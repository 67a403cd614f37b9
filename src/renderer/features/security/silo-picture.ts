import type { App } from '../../../contract/api/apps.ts';
import type { Silo } from '../../../contract/api/policies.ts';

export interface PictureRow {
  readonly teamId: string;
  readonly siloIds: readonly string[];
  /** Labels that an app must bear for this team's members, over all of its silos. */
  readonly required: ReadonlySet<string>;
  readonly openApps: number;
  readonly closedApps: number;
}

export interface Picture {
  readonly labels: readonly string[];
  readonly rows: readonly PictureRow[];
}

type Labelled = Pick<App, 'compliance_labels'>;
type Rule = Pick<Silo, 'id' | 'team_ids' | 'required_labels'>;

/** Which siloed team reaches which labels, and how many of the organization's apps that leaves it. */
export function siloPicture(silos: readonly Rule[], apps: readonly Labelled[]): Picture {
  const byTeam = new Map<string, Rule[]>();
  for (const silo of silos) for (const team of silo.team_ids) byTeam.set(team, [...(byTeam.get(team) ?? []), silo]);
  const rows = [...byTeam].map(([teamId, rules]) => {
    const required = new Set(rules.flatMap(({ required_labels }) => required_labels));
    const openApps = apps.filter(({ compliance_labels: borne }) => [...required].every((one) => borne.includes(one)));
    return {
      teamId,
      siloIds: rules.map(({ id }) => id),
      required,
      openApps: openApps.length,
      closedApps: apps.length - openApps.length,
    };
  });
  const labels = new Set([
    ...silos.flatMap(({ required_labels }) => required_labels),
    ...apps.flatMap(({ compliance_labels }) => compliance_labels),
  ]);
  return { labels: [...labels].sort(), rows };
}
