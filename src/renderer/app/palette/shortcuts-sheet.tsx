import { COMMAND_GROUPS, COMMAND_NAMES, COMMANDS, keysOf } from '../../../contract/commands.ts';
import { useAppState } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { closePalette, openPalette, usePalette } from './palette-state.ts';

interface Shortcut {
  readonly label: string;
  /** Each way to press it. */
  readonly keys: readonly string[];
}

interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Keys that belong to what has the focus, and to no command. */
const IN_LISTS: ShortcutGroup = {
  title: 'In a list',
  shortcuts: [
    { label: 'Search this list', keys: ['/', 'Mod+F'] },
    { label: 'Next and previous row', keys: ['↓', '↑'] },
    { label: 'Open', keys: ['Enter'] },
    { label: 'Select', keys: ['Space'] },
    { label: 'Select up to here', keys: ['Shift+↓', 'Shift+↑'] },
    { label: 'Select all', keys: ['Mod+A'] },
    { label: 'What can be done', keys: ['Shift+F10'] },
    { label: 'Unselect, close the details', keys: ['Esc'] },
  ],
};

const ELSEWHERE: ShortcutGroup = {
  title: 'Elsewhere',
  shortcuts: [
    { label: 'The first nine organizations', keys: ['Mod+1', 'Mod+9'] },
    { label: 'Costs as a chart or a table', keys: ['T'] },
    { label: 'Review: keep, remove', keys: ['K', 'R'] },
    { label: 'Send invitations', keys: ['Mod+Enter'] },
  ],
};

/** Every shortcut of this host, in groups: of a command where it has keys here. */
export function shortcutGroups(host: 'electron' | 'browser'): ShortcutGroup[] {
  const commands = COMMAND_GROUPS.map((title) => ({
    title,
    shortcuts: COMMAND_NAMES.flatMap((command) => {
      const keys = keysOf(command, host);
      const { label, group } = COMMANDS[command];
      return group === title && keys !== undefined ? [{ label: label.replace('…', ''), keys: [keys] }] : [];
    }),
  }));
  return [...commands, IN_LISTS, ELSEWHERE].filter(({ shortcuts }) => shortcuts.length > 0);
}

/** All shortcuts on one sheet. */
export function ShortcutsSheet() {
  const open = usePalette((state) => state.open === 'shortcuts');
  const host = useAppState()?.info.host ?? 'electron';
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && closePalette()}
      title="Keyboard shortcuts"
      size="lg"
      footer={<Button onClick={openPalette}>Search all commands</Button>}
    >
      <div className="columns-2 gap-10">
        {shortcutGroups(host).map(({ title, shortcuts }) => (
          <section key={title} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 font-medium text-muted text-xs">{title}</h3>
            <dl>
              {shortcuts.map(({ label, keys }) => (
                <div key={label} className="flex min-h-7 items-center justify-between gap-4">
                  <dt>{label}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((each) => (
                      <Kbd key={each} keys={each} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
