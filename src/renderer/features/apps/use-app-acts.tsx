import { useNavigate } from '@tanstack/react-router';
import { ArrowRightLeft, Boxes, Copy, Pencil, Star, StarOff, Trash2 } from 'lucide-react';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import { useMe, useOrganizations, useOrgIdOrNull } from '../../lib/current.ts';
import { useBlocked } from '../../lib/use-blocked.ts';
import { copyAndTell } from '../../ui/copy-and-tell.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { appReason } from './app-offers.ts';
import { DeleteAppDialog } from './delete-app-dialog.tsx';
import { EditAppDialog } from './edit-app-dialog.tsx';
import { TransferAppDialog } from './transfer-app-dialog.tsx';
import { useApp } from './use-app.ts';
import { useAppLink } from './use-app-link.ts';
import { useOrganizationStar } from './use-organization-star.ts';
import { useStar } from './use-star.ts';

interface Question {
  readonly ask: 'edit' | 'transfer' | 'delete';
  readonly app: App;
}

export interface AppActs {
  readonly star: (app: App) => void;
  readonly open: (app: App) => void;
  readonly ask: (what: Question['ask'], app: App) => void;
  /** The same for "⋯", a right click and the menu key. */
  readonly entries: (app: App) => readonly MenuEntry[];
  /** The question that is open, if any. */
  readonly dialogs: ReactNode;
}

interface After {
  /** After an app was deleted. */
  readonly onDeleted?: () => void;
}

/** The list knows no notes, metadata and base workflow: they are asked for before the app is edited. */
function EditWhole({ app, org, ofOrganization, onClose }: Parameters<typeof EditAppDialog>[0]) {
  const whole = useApp(app.user_id, app.id).app;
  return whole === undefined ? null : <EditAppDialog {...{ app: whole, org, ofOrganization, onClose }} />;
}

/** What is done with an app wherever it is listed, and the dialogs for it. */
export function useAppActs({ onDeleted }: After = {}): AppActs {
  const [question, setQuestion] = useState<Question | null>(null);
  const navigate = useNavigate();
  const link = useAppLink();
  const me = useMe()?.id ?? '';
  const give = useStar(me);
  const blocked = useBlocked();
  const { organizations } = useOrganizations();
  const acting = useOrgIdOrNull();
  const star = useCallback(
    (app: App) => void give({ app: { id: app.id, user_id: app.user_id } }, app.user_id, !app.is_starred),
    [give],
  );
  const ofOrganization = useOrganizationStar(blocked);
  const open = useCallback((app: App) => void navigate(link(app)), [navigate, link]);
  const ask = useCallback((what: Question['ask'], app: App) => setQuestion({ ask: what, app }), []);
  const entries = useCallback(
    (app: App): readonly MenuEntry[] => [
      { label: 'Open', icon: Boxes, shortcut: 'Enter', onSelect: () => open(app) },
      {
        label: app.is_starred ? 'Unstar' : 'Star',
        icon: app.is_starred ? StarOff : Star,
        disabledReason: blocked,
        onSelect: () => star(app),
      },
      ...ofOrganization(app),
      { label: 'Copy id', icon: Copy, onSelect: () => copyAndTell(app.id) },
      { separator: true },
      {
        label: 'Edit…',
        icon: Pencil,
        disabledReason: appReason(app, 'edit_app_description', blocked),
        onSelect: () => ask('edit', app),
      },
      {
        label: 'Transfer…',
        icon: ArrowRightLeft,
        disabledReason: appReason(app, 'transfer_app', blocked),
        onSelect: () => ask('transfer', app),
      },
      { separator: true },
      {
        label: 'Delete…',
        icon: Trash2,
        danger: true,
        disabledReason: appReason(app, 'delete_app', blocked),
        onSelect: () => ask('delete', app),
      },
    ],
    [open, star, ask, blocked, ofOrganization],
  );
  const close = () => setQuestion(null);
  const owned = question !== null && organizations.some(({ id }) => id === question.app.user_id);
  const org = owned && acting === question?.app.user_id ? acting : null;
  const dialogs = question && (
    <>
      {question.ask === 'edit' && <EditWhole app={question.app} org={org} ofOrganization={owned} onClose={close} />}
      {question.ask === 'transfer' && (
        <TransferAppDialog
          app={question.app}
          onClose={close}
          onDone={(organization, id) =>
            void navigate({ to: '/o/$org/apps/$app', params: { org: organization, app: id } })
          }
        />
      )}
      {question.ask === 'delete' && (
        <DeleteAppDialog app={question.app} org={org} onClose={close} onDone={() => onDeleted?.()} />
      )}
    </>
  );
  return useMemo(() => ({ star, open, ask, entries, dialogs }), [star, open, ask, entries, dialogs]);
}
