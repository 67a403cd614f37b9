import * as Radix from '@radix-ui/react-dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName } from '../../../contract/commands.ts';
import { cx } from '../../lib/cx.ts';
import { errorSentence, plural } from '../../lib/format.ts';
import { dialogClass, overlayClass } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { Choice } from './choice.ts';
import { ChoiceRow, rowId } from './choice-row.tsx';
import { closePalette, usePalette } from './palette-state.ts';
import { type Choices, useChoices } from './use-choices.ts';
import { useRecent } from './use-recent.ts';

const MOVES = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End']);

/** What is looked through and what came of it, in a line that screen readers hear. */
function outcome({ groups, found, known, reading, error }: Choices, text: string): string {
  const shown = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  if (error !== null) return `Names cannot be looked for: ${errorSentence(error)}`;
  const kept = known === 0 ? 'No names are kept on this computer yet' : `${plural(known, 'name')} on this computer`;
  const looked = `${kept}${reading ? ', reading…' : ''}`;
  if (text.trim() === '') return looked;
  const results = found > shown ? `${plural(found, 'result')}, the best ${shown} shown` : plural(shown, 'result');
  return `${results} · ${looked}`;
}

/** Which choice Enter takes: the first, until somebody moves. */
function useSelection(choices: readonly Choice[]) {
  const [moved, setMoved] = useState<string | null>(null);
  // cmdk picks anew by itself whenever its rows change; only a move by the person counts.
  const moving = useRef(false);
  const startMove = () => {
    moving.current = true;
    queueMicrotask(() => {
      moving.current = false;
    });
  };
  const selected = choices.find(({ key }) => key === moved) ?? choices[0];
  return {
    selected,
    startMove,
    onValueChange: (key: string) => moving.current && setMoved(key),
    reset: () => setMoved(null),
  };
}

function Footer({ choices, text }: { readonly choices: Choices; readonly text: string }) {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-3 border-line border-t px-4 text-muted text-xs">
      <span role="status" className="min-w-0 flex-1 truncate">
        {outcome(choices, text)}
      </span>
      <span aria-hidden className="flex shrink-0 items-center gap-1.5">
        <Kbd keys="↑" />
        <Kbd keys="↓" /> move <Kbd keys="Enter" /> choose <Kbd keys="Esc" /> close
      </span>
    </footer>
  );
}

function PaletteContent({ run }: { readonly run: (command: CommandName) => void }) {
  const [typedEarly] = useState(() => usePalette.getState().early);
  const [text, setText] = useState(typedEarly.text);
  const { recent, note } = useRecent();
  const choices = useChoices(text, recent, run);
  const all = choices.groups.flatMap((group) => group.choices);
  const { selected, startMove, onValueChange, reset } = useSelection(all);
  const list = useRef<HTMLDivElement>(null);
  const [early, setEarly] = useState(typedEarly.entered);

  const choose = useCallback(
    (choice: Choice) => {
      if (choice.reason !== undefined) return;
      note(choice.key);
      closePalette();
      // After the dialog has given the focus back: what opens next takes it for good.
      setTimeout(choice.run);
    },
    [note],
  );
  // Enter before the names have come waits for them: what is chosen is what was typed.
  useEffect(() => {
    if (!early || choices.waiting) return;
    setEarly(false);
    if (selected !== undefined) choose(selected);
  }, [early, choices.waiting, selected, choose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (MOVES.has(event.key)) startMove();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !choices.waiting) return;
    event.preventDefault();
    setEarly(true);
  };
  const type = (typed: string) => {
    setText(typed);
    reset();
    setEarly(false);
    list.current?.scrollTo({ top: 0 });
  };
  return (
    <Command
      shouldFilter={false}
      vimBindings={false}
      loop
      label="Search pages, people, teams, apps and actions"
      value={selected?.key ?? ''}
      onValueChange={onValueChange}
      onKeyDown={onKeyDown}
      onPointerMoveCapture={startMove}
      className="flex min-h-0 flex-1 flex-col outline-none"
    >
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden size={16} className="shrink-0 text-muted" />
        <Command.Input asChild value={text} onValueChange={type}>
          <input
            aria-activedescendant={selected === undefined ? undefined : rowId(selected.key)}
            placeholder="Search pages, people, teams, apps and actions"
            maxLength={200}
            className="h-full min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-muted"
          />
        </Command.Input>
      </div>
      <Command.List ref={list} label="Results" className="min-h-0 flex-1 overflow-y-auto p-2">
        {choices.groups.map(({ group, choices: rows }) => (
          <Command.Group
            key={group}
            value={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
          >
            {rows.map((choice) => (
              <ChoiceRow key={choice.key} choice={choice} selected={choice.key === selected?.key} onChoose={choose} />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      {all.length === 0 && !choices.waiting && (
        <p className="px-4 pb-6 text-center text-muted">
          Nothing here is called <bdi>“{text.trim()}”</bdi>. Lists that were never opened on this computer are not
          searched.
        </p>
      )}
      <Footer choices={choices} text={text} />
    </Command>
  );
}

/** Everything by its name, from the keyboard: pages, actions, organizations, people, teams and apps. */
export function Palette({ run }: { readonly run: (command: CommandName) => void }) {
  const open = usePalette((state) => state.open === 'palette');
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && closePalette()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          className={cx(dialogClass, 'h-[min(520px,76vh)] max-w-[680px] overflow-hidden')}
        >
          <Radix.Title className="sr-only">Search and commands</Radix.Title>
          <PaletteContent run={run} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
