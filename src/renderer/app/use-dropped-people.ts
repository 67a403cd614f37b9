import { useEffect } from 'react';
import { organizationPath } from '../../contract/pages.ts';
import { runCommand, runCommandSoon } from '../lib/commands.ts';
import { useOrgIdOrNull } from '../lib/current.ts';
import { useDropped, useDropTarget } from '../lib/dropped-files.ts';
import { toast } from '../ui/toast.tsx';
import { useGoTo } from './use-go-to.ts';

/** A spreadsheet that is dropped onto the window opens the invitations, which take the addresses in it. */
export function useDroppedPeople(): void {
  useDropTarget();
  const { file, problem } = useDropped();
  const org = useOrgIdOrNull();
  const goTo = useGoTo();
  useEffect(() => {
    if (problem !== null) toast.error(problem);
  }, [problem]);
  useEffect(() => {
    // A dialog that is open has taken it before this runs.
    if (file === null || useDropped.getState().file === null) return;
    if (org === null) {
      useDropped.setState({ file: null, problem: 'Open the organization first that you invite these people to.' });
      return;
    }
    // A page that invites by itself stays: going away would close what it has opened.
    if (runCommand('invite')) return;
    goTo(organizationPath(org, 'members'));
    runCommandSoon('invite');
  }, [file, org, goTo]);
}
