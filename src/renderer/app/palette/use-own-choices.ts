import { useMemo } from 'react';
import type { Organization } from '../../../contract/api/organizations.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName, keysOf } from '../../../contract/commands.ts';
import { searchable } from '../../../contract/name-match.ts';
import type { Action } from '../../../contract/permissions.ts';
import { useBlocked } from '../../features/members/use-blocked.ts';
import { reasonAgainst } from '../../features/teams/team-offers.ts';
import { useOrganizations, useOrgIdOrNull } from '../../lib/current.ts';
import { roleName } from '../../lib/format.ts';
import { useAppState } from '../../lib/session.ts';
import { commandPath } from '../command-paths.ts';
import { useSwitchOrganization } from '../go.ts';
import { ORGANIZATION_PLACES, OWN_PLACES, PERSON_PLACES, type Place } from '../navigation.ts';
import { useGoTo } from '../use-go-to.ts';
import type { OwnChoice } from './choice.ts';
import { COMMAND_ICONS } from './command-icons.ts';
import { ORGANIZATION_SECTIONS, PERSON_SECTIONS, type Section } from './sections.ts';
import { useWindowChoices } from './use-window-choices.ts';

/** Not offered inside of the palette: itself, and what only makes sense with the page in view. */
const LEFT_OUT: readonly CommandName[] = ['open_palette', 'find'];

const isPage = (command: CommandName): boolean => command.startsWith('go_');
const pageCommand = (path: string, organization: string | undefined): CommandName | undefined =>
  COMMAND_NAMES.find((command) => isPage(command) && commandPath(command, organization) === path);

/** Why a page or an action of an organization is not for this person; undefined where it is, or is not known yet. */
function reasonIn(organization: Organization | undefined, action: Action | undefined): string | undefined {
  if (organization === undefined || action === undefined) return undefined;
  return reasonAgainst({ me: '', abilities: organization.abilities, blocked: undefined }, action);
}

function useCommandChoices(run: (command: CommandName) => void, organization: Organization | undefined) {
  const blocked = useBlocked();
  const host = useAppState()?.info.host ?? 'electron';
  return useMemo(
    () =>
      COMMAND_NAMES.filter((command) => !isPage(command) && !LEFT_OUT.includes(command)).map((command): OwnChoice => {
        const { label, action, changes } = COMMANDS[command];
        const missing =
          action === undefined || organization !== undefined ? undefined : 'You have no organization yet.';
        return {
          key: `action/${command}`,
          group: 'Actions',
          label,
          detail: action === undefined ? undefined : organization?.name,
          icon: COMMAND_ICONS[command],
          keys: keysOf(command, host),
          reason: missing ?? reasonIn(organization, action) ?? (changes === true ? blocked : undefined),
          run: () => run(command),
          search: searchable(label),
        };
      }),
    [run, organization, blocked, host],
  );
}

function usePageChoices(organizations: readonly Organization[], org: string | undefined) {
  const goTo = useGoTo();
  const host = useAppState()?.info.host ?? 'electron';
  return useMemo(() => {
    const page = (place: Place, organization?: Organization): OwnChoice => {
      const { label, icon, action } = place;
      const path = place.to.replace('$org', organization?.id ?? '');
      const isHere = organization?.id === org;
      const command = isHere || organization === undefined ? pageCommand(path, org) : undefined;
      return {
        key: `page${path}`,
        group: 'Pages',
        label,
        detail: organization?.name ?? 'Yours',
        icon,
        keys: command === undefined ? undefined : keysOf(command, host),
        reason: reasonIn(organization, action),
        run: () => goTo(path),
        search: searchable(label, organization === undefined ? '' : `${organization.name} ${organization.id}`),
        specific: organization !== undefined && !isHere,
      };
    };
    const section = ({ label, icon, path, search, action }: Section, organization?: Organization): OwnChoice => ({
      key: `page${path.replace('$org', organization?.id ?? '')}#${Object.values(search).join()}`,
      group: 'Pages',
      label,
      detail: organization?.name ?? 'Yours',
      icon,
      reason: reasonIn(organization, action),
      run: () => goTo(path.replace('$org', organization?.id ?? ''), search),
      search: searchable(label, organization === undefined ? '' : `${organization.name} ${organization.id}`),
      specific: organization !== undefined && organization.id !== org,
    });
    const here = organizations.filter(({ id }) => id === org);
    const others = organizations.filter(({ id }) => id !== org);
    return [
      ...here.flatMap((organization) => ORGANIZATION_PLACES.map((place) => page(place, organization))),
      ...[...OWN_PLACES, ...PERSON_PLACES].map((place) => page(place)),
      ...here.flatMap((organization) => ORGANIZATION_SECTIONS.map((part) => section(part, organization))),
      ...PERSON_SECTIONS.map((part) => section(part)),
      ...others.flatMap((organization) => [
        ...ORGANIZATION_PLACES.map((place) => page(place, organization)),
        ...ORGANIZATION_SECTIONS.map((part) => section(part, organization)),
      ]),
    ];
  }, [organizations, org, goTo, host]);
}

function useOrganizationChoices(organizations: readonly Organization[]) {
  const switchTo = useSwitchOrganization();
  return useMemo(
    () =>
      organizations.map(
        ({ id, name, role_id }, index): OwnChoice => ({
          key: `organization/${id}`,
          group: 'Organizations',
          label: name,
          detail: roleName(role_id),
          icon: { avatar: 'organization', id },
          keys: index < 9 ? `Mod+${index + 1}` : undefined,
          run: () => switchTo(id),
          search: searchable(name, id),
        }),
      ),
    [organizations, switchTo],
  );
}

/** Every action, page and organization. `run` does what a command does. */
export function useOwnChoices(run: (command: CommandName) => void): readonly OwnChoice[] {
  const { organizations } = useOrganizations();
  const org = useOrgIdOrNull() ?? organizations[0]?.id;
  const commands = useCommandChoices(
    run,
    organizations.find(({ id }) => id === org),
  );
  const window = useWindowChoices();
  const pages = usePageChoices(organizations, org);
  const own = useOrganizationChoices(organizations);
  return useMemo(() => [...commands, ...window, ...pages, ...own], [commands, window, pages, own]);
}
