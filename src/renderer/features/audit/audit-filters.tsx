import { useMemo } from 'react';
import { useAllPages } from '../../lib/api.ts';
import { personName } from '../../lib/person-name.ts';
import { DateRangeChip } from '../../ui/date-range-chip.tsx';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { SearchChip, type SearchChoice } from '../../ui/search-chip.tsx';
import type { AuditAddress } from './audit-address.ts';
import { EVENT_CHOICES, eventLabel } from './event-groups.ts';

interface AuditFiltersProps {
  readonly address: AuditAddress;
  readonly onChange: (changes: AuditAddress) => void;
  /** The organization whose people, apps and teams are offered; null over all of them. */
  readonly org: string | null;
}

const OUTCOMES = [
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
] as const;

function useChoices(org: string | null) {
  const enabled = org !== null;
  const owner = org ?? 'me';
  const members = useAllPages('members.list', { params: { org_id: owner } }, ({ members: all }) => all, { enabled });
  const apps = useAllPages('apps.list', { params: { user_id: owner } }, ({ apps: all }) => all, { enabled });
  const teams = useAllPages('teams.list', { params: { org_id: owner } }, ({ teams: all }) => all, { enabled });
  return {
    people: useMemo(
      () => members.rows.map(({ user }) => ({ value: user.id, label: personName(user), hint: user.primary_email })),
      [members.rows],
    ),
    apps: useMemo(() => apps.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), [apps.rows]),
    teams: useMemo(() => teams.rows.map(({ id, name }) => ({ value: id, label: name, hint: id })), [teams.rows]),
  };
}

/** Filters that combine and read as a sentence. */
export function AuditFilters({ address, onChange, org }: AuditFiltersProps) {
  const choices = useChoices(org);
  const set = (name: 'person' | 'event' | 'app' | 'team') => (value: string | null) =>
    onChange({ [name]: value ?? undefined });
  const chip = (name: 'person' | 'app' | 'team', label: string, all: readonly SearchChoice[]) => (
    <SearchChip name={label} choices={all} value={address[name] ?? null} onChange={set(name)} />
  );
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2">
      {org !== null && chip('person', 'Person', choices.people)}
      <SearchChip
        name="Operation"
        choices={EVENT_CHOICES}
        value={address.event ?? null}
        label={address.event === undefined ? undefined : eventLabel(address.event)}
        onChange={set('event')}
      />
      {org !== null && chip('app', 'App', choices.apps)}
      {org !== null && chip('team', 'Team', choices.teams)}
      <DateRangeChip value={{ from: address.from, to: address.to }} onChange={onChange} />
      <FilterChips
        filters={[{ id: 'outcome', name: 'Outcome', options: OUTCOMES, value: address.outcome ?? null }]}
        onChange={(_, value) => onChange({ outcome: OUTCOMES.find((one) => one.value === value)?.value })}
      />
    </div>
  );
}
