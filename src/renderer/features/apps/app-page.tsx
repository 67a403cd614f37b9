import { useNavigate, useParams } from '@tanstack/react-router';
import { Ellipsis, SearchX } from 'lucide-react';
import type { App } from '../../../contract/api/apps.ts';
import { CONTENT_RIGHTS, contentKinds } from '../../../contract/api/content.ts';
import { useMe, useOrganizations, useOrgIdOrNull } from '../../lib/current.ts';
import { useStatus, useSubject } from '../../lib/page.ts';
import { useAddress } from '../../lib/use-address.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Tab, Tabs } from '../../ui/tabs.tsx';
import { AppAccessTab } from './app-access-tab.tsx';
import { AppSettingsTab } from './app-settings-tab.tsx';
import { AppTeamsTab } from './app-teams-tab.tsx';
import { appSearch, appTabs } from './apps-search.ts';
import { CollaboratorsTab } from './collaborators-tab.tsx';
import { ContentTab } from './content-tab.tsx';
import { InstalledModules } from './installed-modules.tsx';
import { MayNotSee } from './may-not-see.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { StarButton } from './star-button.tsx';
import { useApp } from './use-app.ts';
import { type AppActs, useAppActs } from './use-app-acts.tsx';

const TITLES = { models: 'Models', workflows: 'Workflows', datasets: 'Datasets', inputs: 'Inputs', modules: 'Modules' };

interface AppProps {
  readonly app: App;
  /** The owning organization, where one acts in it. */
  readonly org: string | null;
  /** Whether an organization owns it at all, so that teams and roles count. */
  readonly ofOrganization: boolean;
  readonly acts: AppActs;
}

function tabsOf({ app, org, ofOrganization, acts }: AppProps): readonly Tab[] {
  const content = contentKinds.map((kind) => ({
    value: kind,
    label: TITLES[kind],
    content:
      app.abilities[CONTENT_RIGHTS[kind].view] === true ? (
        <>
          <ContentTab key={kind} app={app} kind={kind} ofOrganization={ofOrganization} />
          {kind === 'modules' && <InstalledModules app={app} />}
        </>
      ) : (
        <MayNotSee action={CONTENT_RIGHTS[kind].view} what={`the ${kind} of this app`} />
      ),
  }));
  const mayShare = app.abilities.view_collaborators === true;
  const shares = (what: string) => <MayNotSee action="view_collaborators" what={what} />;
  return [
    { value: 'overview', label: 'Overview', content: <OverviewTab app={app} acts={acts} /> },
    ...content,
    ...(ofOrganization
      ? [
          {
            value: 'teams',
            label: 'Teams',
            content: mayShare ? <AppTeamsTab app={app} org={org} /> : shares('the teams of this app'),
          },
        ]
      : []),
    {
      value: 'collaborators',
      label: 'Collaborators',
      content: mayShare ? <CollaboratorsTab app={app} org={org} /> : shares('the collaborators of this app'),
    },
    ...(org === null ? [] : [{ value: 'access', label: 'Access', content: <AppAccessTab app={app} org={org} /> }]),
    {
      value: 'settings',
      label: 'Settings',
      content: <AppSettingsTab app={app} org={org} acts={acts} />,
    },
  ];
}

/** To the list of apps of whom one acts as. */
function useBackToApps(): () => void {
  const navigate = useNavigate();
  const acting = useOrgIdOrNull();
  return () =>
    void (acting === null ? navigate({ to: '/apps' }) : navigate({ to: '/o/$org/apps', params: { org: acting } }));
}

function AppTabs({ app, org, ofOrganization, asOf }: Omit<AppProps, 'acts'> & { asOf: number | null }) {
  const [address, setAddress] = useAddress(appSearch);
  const acts = useAppActs({ onDeleted: useBackToApps() });
  useSubject(app.name);
  useStatus({ asOf });
  const tabs = tabsOf({ app, org, ofOrganization, acts });
  const shown = tabs.some(({ value }) => value === address.tab) ? (address.tab ?? 'overview') : 'overview';
  return (
    <>
      <Tabs
        label={`App ${app.name}`}
        value={shown}
        onValueChange={(value) =>
          setAddress({ tab: appTabs.find((tab) => tab === value), search: undefined, person: undefined })
        }
        tabs={tabs}
        actions={
          <>
            <StarButton
              name={app.name}
              starred={app.is_starred}
              count={app.star_count}
              onToggle={() => acts.star(app)}
            />
            <Menu
              align="end"
              trigger={<IconButton label={`Actions for ${app.name}`} icon={Ellipsis} />}
              entries={acts.entries(app).slice(1)}
            />
          </>
        }
      />
      {acts.dialogs}
    </>
  );
}

function AppOf({ owner, id }: { owner: string; id: string }) {
  const { app, error, refetch, asOf } = useApp(owner, id);
  const acting = useOrgIdOrNull();
  const onBack = useBackToApps();
  const me = useMe()?.id;
  const mine = useOrganizations().organizations.some((one) => one.id === owner);
  if (app === undefined && error?.name === 'not_found')
    return (
      <EmptyState
        icon={SearchX}
        title={`There is no app ${id} that you can see`}
        text="It was deleted, has another id or owner now, or nothing lets you in any more."
        action={<Button onClick={onBack}>Show all apps</Button>}
      />
    );
  if (app === undefined)
    return error === null ? (
      <div aria-busy className="p-4">
        <Skeleton width={320} height={16} />
      </div>
    ) : (
      <ErrorState error={error} onRetry={refetch} />
    );
  return (
    <AppTabs
      app={app}
      org={mine && acting === owner ? owner : null}
      ofOrganization={mine || owner !== me}
      asOf={asOf}
    />
  );
}

/** One app: what it is, what is in it, and who reaches it. */
export function AppPage() {
  const { app = '' } = useParams({ strict: false });
  const [{ owner }] = useAddress(appSearch);
  const me = useMe()?.id ?? '';
  const org = useOrgIdOrNull();
  const whose = owner ?? org ?? me;
  return <AppOf key={`${whose}/${app}`} owner={whose} id={app} />;
}
