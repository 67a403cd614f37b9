import { useLocation, useNavigate } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import { useEffect } from 'react';
import { useMyInvitationsCount, useOrganization } from '../lib/current.ts';
import { plural } from '../lib/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { pageTitle } from './page-title.ts';
import { ThemeMenu } from './theme-menu.tsx';

function InvitationsBell() {
  const count = useMyInvitationsCount();
  const navigate = useNavigate();
  const label = count === 0 ? 'Invitations' : `${plural(count, 'invitation')} for you`;
  return <IconButton label={label} icon={Bell} count={count} onClick={() => void navigate({ to: '/invitations' })} />;
}

export function Header() {
  const { pathname } = useLocation();
  const organization = useOrganization();
  const title = pageTitle(pathname);
  useEffect(() => {
    document.title = [title, organization?.name, 'Steward'].filter(Boolean).join(' · ');
  }, [title, organization?.name]);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-3 pl-4">
      <h1 className="min-w-0 flex-1 truncate font-semibold text-lg">{title}</h1>
      <InvitationsBell />
      <ThemeMenu />
    </header>
  );
}
