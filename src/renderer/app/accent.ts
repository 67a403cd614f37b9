import { useLayoutEffect } from 'react';
import { useOrgIdOrNull } from '../lib/current.ts';
import { hueOf } from '../lib/format.ts';

/** On the document, since menus and dialogs are drawn outside the shell and take the accent as well. */
export function useAccentHue(): void {
  const org = useOrgIdOrNull();
  const hue = org === null ? 'slate' : hueOf(org);
  useLayoutEffect(() => {
    document.documentElement.dataset.hue = hue;
    return () => {
      delete document.documentElement.dataset.hue;
    };
  }, [hue]);
}
