import { Link, useLocation, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Bell } from '../features/notifications/bell.tsx';
import { useOrganization } from '../lib/current.ts';
import { usePageInfo } from '../lib/page.ts';
import { placeAt } from './navigation.ts';
import { ThemeMenu } from './theme-menu.tsx';

function Heading({ title, to, subject }: { title: string; to: string | undefined; subject: string | null }) {
  const params = useParams({ strict: false });
  return (
    <h1 className="flex min-w-0 flex-1 items-baseline gap-1.5 font-semibold text-lg">
      {subject === null || to === undefined ? (
        <span className="truncate">{title}</span>
      ) : (
        <>
          <Link to={to} params={params} className="shrink-0 rounded-sm font-normal text-muted hover:text-text">
            {title}
          </Link>
          <span aria-hidden className="font-normal text-muted">
            /
          </span>
          <bdi className="min-w-0 truncate" title={subject}>
            {subject}
          </bdi>
        </>
      )}
    </h1>
  );
}

/** Where one is, what waits, and how it looks. */
export function Header() {
  const { pathname } = useLocation();
  const organization = useOrganization();
  const place = placeAt(pathname);
  const title = place?.label ?? 'Steward';
  const subject = usePageInfo((info) => info.subject);
  useEffect(() => {
    document.title = [subject, title, organization?.name, 'Steward'].filter(Boolean).join(' · ');
  }, [subject, title, organization?.name]);
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-3 pl-4">
      <Heading title={title} to={place?.to} subject={subject} />
      <Bell />
      <ThemeMenu />
    </header>
  );
}
