import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';

interface PersonCellProps {
  readonly id: string;
  readonly name: string;
  readonly image: string | null;
  readonly email?: string | undefined;
  readonly kind?: 'person' | 'organization';
  readonly note?: ReactNode;
}

/** Somebody in a table: picture, name, and the address in the same line. */
export function PersonCell({ id, name, image, email, kind = 'person', note }: PersonCellProps) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={id} name={name} image={image} kind={kind} />
      <span className="truncate" title={email === undefined ? name : `${name} · ${email}`}>
        <bdi className="font-medium">{name}</bdi>
        {note && <span className="text-muted"> {note}</span>}
        {email !== undefined && <span className="text-muted"> {email}</span>}
      </span>
    </span>
  );
}
