import { z } from 'zod';
import { complianceLabel } from '../api/apps.ts';
import { organizationName } from '../api/organizations.ts';
import { tokenRules } from '../api/policies.ts';
import { email, id, line, newId, permissionId } from '../common.ts';
import { passwordPolicy } from '../password-policy.ts';

/** What the first key of every file says; another number is another form. */
export const FILE_VERSION = 'organization/1';

/** In a team's apps: the team's default permission holds. */
export const TEAM_DEFAULT = 'default';

const ids = z.array(id);
const labels = z.array(complianceLabel).max(20);

export const fileTeam = z.strictObject({
  id: newId,
  name: line(80),
  default_permission: permissionId,
  /** By app: its own permission in the team, or `default`. */
  apps: z.record(id, z.union([permissionId, z.literal(TEAM_DEFAULT)], 'is not a permission of a team, or "default"')),
});
export type FileTeam = z.infer<typeof fileTeam>;

export const fileSilo = z.strictObject({
  id: newId,
  name: line(80),
  teams: ids.min(1, 'is empty').max(200),
  required_labels: labels.min(1, 'is empty'),
});
export type FileSilo = z.infer<typeof fileSilo>;

/**
 * An organization as a file. A section that is left out stays as it is; one that is there says all of its kind: a team
 * that a file with teams does not name is to be deleted. People are not in it: they come and go by invitation, and a
 * file that is kept among others should not hold their addresses.
 */
export const organizationDocument = z.strictObject({
  steward: z.literal(FILE_VERSION, `is not ${FILE_VERSION}, the form that this version of Steward reads`),
  organization: z.strictObject({ id, name: organizationName, billing_email: email }).optional(),
  /** What each built-in role may do, for the reader: a file cannot change it. */
  roles: z.record(z.string().max(80), z.array(z.string().max(80)).max(200)).optional(),
  password_policy: passwordPolicy.optional(),
  token_rules: tokenRules.optional(),
  /** By app: the compliance labels that it bears. An app that is not named bears none. */
  labels: z.record(id, labels).optional(),
  teams: z.array(fileTeam).max(10_000).optional(),
  silos: z.array(fileSilo).max(1000).optional(),
});
export type OrganizationDocument = z.infer<typeof organizationDocument>;

/** Something in a document that cannot be, by its path. */
export interface DocumentProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** How the server compares names of organizations, teams and silos. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

function twice<T>(items: readonly T[], key: (item: T) => string, path: (index: number) => (string | number)[]) {
  const first = new Set<string>();
  return items.flatMap((item, index) => {
    const isNew = !first.has(key(item));
    first.add(key(item));
    return isNew ? [] : [{ path: path(index), message: 'is there twice' }];
  });
}

/** What a document of the right form still cannot say: an id or a name twice, a silo of a team that it does not have. */
export function contradictions({ teams, silos = [] }: OrganizationDocument): DocumentProblem[] {
  const inList = (list: string, field: string) => (index: number) => [list, index, field];
  const known = new Set((teams ?? []).map((team) => team.id));
  const unknown = silos.flatMap((silo, index) =>
    silo.teams.flatMap((team, place) =>
      teams === undefined || known.has(team)
        ? []
        : [{ path: ['silos', index, 'teams', place], message: `“${team}” is not one of the teams in this file` }],
    ),
  );
  return [
    ...twice(teams ?? [], (team) => team.id, inList('teams', 'id')),
    ...twice(teams ?? [], (team) => nameKey(team.name), inList('teams', 'name')),
    ...twice(silos, (silo) => silo.id, inList('silos', 'id')),
    ...twice(silos, (silo) => nameKey(silo.name), inList('silos', 'name')),
    ...unknown,
  ];
}
