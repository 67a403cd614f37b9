import { useEffect } from 'react';
import { inviteDeskPath } from '../../contract/pages.ts';
import { useOrgIdOrNull } from '../lib/current.ts';
import { useDropped, useDropTarget } from '../lib/dropped-files.ts';
import { toast } from '../ui/toast.tsx';
import { useGoTo } from './use-go-to.ts';

/** A spreadsheet that is dropped onto the window opens the invite desk, which takes the people in it. */
export function useDroppedPeople(): void {
  useDropTarget();
  const { file, problem } = useDropped();
  const org = useOrgIdOrNull();
  const goTo = useGoTo();
  useEffect(() => {
    if (problem !== null) toast.error(problem);
  }, [problem]);
  useEffect(() => {
    // A desk that is open has taken it before this runs.
    if (file === null || useDropped.getState().file === null) return;
    if (org === null) {
      useDropped.setState({ file: null, problem: 'Open the organization first that you invite these people to.' });
      return;
    }
    goTo(inviteDeskPath(org));
  }, [file, org, goTo]);
}
