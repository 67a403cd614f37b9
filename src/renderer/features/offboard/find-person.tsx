import { Search, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Candidate } from './places.ts';
import { UnaskedNote } from './unasked-note.tsx';
import type { Offboard } from './use-offboard.ts';

const LISTED = 50;

function CandidateRow({ candidate, onChoose }: { readonly candidate: Candidate; readonly onChoose: () => void }) {
  const { name, email, places } = candidate;
  const names = places.map(({ organization }) => organization.name).join(', ');
  return (
    <li className="flex items-center gap-4 border-line border-t px-4 py-2 first:border-t-0">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-muted text-xs" title={names}>
          <bdi>{email}</bdi> · {plural(places.length, 'organization')}: {names}
        </p>
      </div>
      <Button size="sm" onClick={onChoose} aria-label={`Read the plan for ${name}`}>
        Read the plan
      </Button>
    </li>
  );
}

interface FindProps {
  readonly offboard: Offboard;
  readonly initial: string;
}

/** Asks whom, and shows who is meant. */
export function FindPerson({ offboard, initial }: FindProps) {
  const [text, setText] = useState(initial);
  const { found, busy, error, find, choose } = offboard;
  const wanted = text.trim();
  return (
    <div className="flex flex-col gap-4">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.length > 1 && !busy) void find(wanted);
        }}
      >
        <div className="min-w-0 max-w-[420px] flex-1">
          <TextField
            label="E-mail address or name"
            value={text}
            maxLength={200}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <Button type="submit" variant="primary" icon={Search} loading={busy} disabled={wanted.length < 2}>
          Find person
        </Button>
      </form>
      {error !== null && <InlineError error={error} />}
      {found !== null && <UnaskedNote unasked={found.unasked} />}
      {found !== null && found.candidates.length > 0 && (
        <section aria-label="People found" className="rounded-lg border border-line">
          <ul>
            {found.candidates.slice(0, LISTED).map((candidate) => (
              <CandidateRow key={candidate.email} candidate={candidate} onChoose={() => void choose(candidate)} />
            ))}
          </ul>
          {found.candidates.length > LISTED && (
            <p className="border-line border-t px-4 py-2 text-muted">
              and {plural(found.candidates.length - LISTED, 'other')}: write more of the name.
            </p>
          )}
        </section>
      )}
      {found !== null && found.candidates.length === 0 && !busy && (
        <EmptyState
          icon={UserRoundX}
          title="Nobody like that in your organizations"
          text={`Looked through the members of ${plural(found.organizations.length, 'organization')}, by name, id and e-mail address.`}
        />
      )}
    </div>
  );
}
