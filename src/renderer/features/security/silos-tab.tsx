import { Lock, Plus, Shield } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Silo } from '../../../contract/api/policies.ts';
import { useAllPages } from '../../lib/api.ts';
import { useMenuCommand } from '../../lib/commands.ts';
import { plural } from '../../lib/format.ts';
import { useStatus } from '../../lib/page.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Section, SettingsColumn } from '../account/section.tsx';
import { ReasonButton } from '../members/reason-button.tsx';
import { useTeams } from '../members/use-teams.ts';
import { DeleteSiloDialog } from './delete-silo-dialog.tsx';
import { SiloDialog } from './silo-dialog.tsx';
import { siloPicture } from './silo-picture.ts';
import { SiloPictureTable } from './silo-picture-table.tsx';

interface SiloRowProps {
  readonly silo: Silo;
  readonly teamName: (id: string) => string;
  readonly reason: string | undefined;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

function SiloRow({ silo, teamName, reason, onEdit, onDelete }: SiloRowProps) {
  return (
    <li className="flex items-start justify-between gap-6 border-line border-t py-3 first:border-t-0">
      <div className="min-w-0">
        <h3 className="truncate font-medium" title={silo.id}>
          {silo.name}
        </h3>
        <p className="flex flex-wrap items-center gap-1">
          {silo.required_labels.map((label) => (
            <Badge key={label}>{label}</Badge>
          ))}
          <span className="text-muted">for {silo.team_ids.map(teamName).join(', ')}</span>
        </p>
        <p className="text-muted">
          Keeps {plural(silo.apps_closed_count, 'app')} from {plural(silo.members_count, 'person', 'people')}.
        </p>
      </div>
      <span className="flex shrink-0 gap-2">
        <ReasonButton size="sm" reason={reason} onClick={onEdit} aria-label={`Edit the silo ${silo.name}`}>
          Edit…
        </ReasonButton>
        <ReasonButton size="sm" reason={reason} onClick={onDelete} aria-label={`Delete the silo ${silo.name}`}>
          Delete…
        </ReasonButton>
      </span>
    </li>
  );
}

interface SilosTabProps {
  readonly org: string;
  readonly reason: string | undefined;
  readonly visible: boolean;
}

const pickSilos = ({ silos }: { silos: readonly Silo[] }) => silos;
const useSilos = (org: string, enabled: boolean) =>
  useAllPages('silos.list', { params: { org_id: org } }, pickSilos, { enabled });
const useApps = (org: string, enabled: boolean) =>
  useAllPages('apps.list', { params: { user_id: org } }, ({ apps }) => apps, { enabled });

/** Which teams may only reach apps with which labels. */
export function SilosTab({ org, reason, visible }: SilosTabProps) {
  const list = useSilos(org, visible);
  const apps = useApps(org, visible);
  const { teamName } = useTeams(org);
  const [editing, setEditing] = useState<Silo | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Silo | null>(null);
  const picture = useMemo(() => siloPicture(list.rows, apps.rows), [list.rows, apps.rows]);
  const siloName = (id: string) => list.rows.find((silo) => silo.id === id)?.name ?? id;
  useMenuCommand('new_silo', () => setEditing('new'), visible && reason === undefined);
  useStatus({ asOf: list.asOf });
  if (!visible)
    return (
      <EmptyState icon={Lock} title="Your role does not show silos" text="An admin can give you a role that does." />
    );
  const create = (
    <ReasonButton variant="primary" icon={Plus} reason={reason} onClick={() => setEditing('new')}>
      Create silo
    </ReasonButton>
  );
  return (
    <>
      <SettingsColumn>
        <Section
          name="silos"
          title="Silos"
          text="A silo keeps the members of its teams away from every app that does not bear its labels, by any path: role, another team, collaboration or visibility."
          action={list.rows.length > 0 && create}
        >
          {list.isPending ? (
            <Skeleton height={160} />
          ) : list.error && list.rows.length === 0 ? (
            <ErrorState error={list.error} onRetry={list.refetch} />
          ) : list.rows.length === 0 ? (
            <EmptyState
              icon={Shield}
              title="No silos"
              text="When people may only work where a regulation is kept (HIPAA, GDPR, ITAR), put them into a team and give that team a silo."
              action={create}
            />
          ) : (
            <ul>
              {list.rows.map((silo) => (
                <SiloRow
                  key={silo.id}
                  {...{ silo, teamName, reason }}
                  onEdit={() => setEditing(silo)}
                  onDelete={() => setDeleting(silo)}
                />
              ))}
            </ul>
          )}
        </Section>
        {list.rows.length > 0 && (
          <Section name="picture" title="Who reaches what">
            <SiloPictureTable {...{ picture, teamName, siloName }} />
          </Section>
        )}
      </SettingsColumn>
      {editing !== null && (
        <SiloDialog org={org} silo={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {deleting !== null && <DeleteSiloDialog org={org} silo={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}
