import { useCallback, useState } from 'react';

const LANDMARKS = '[role="dialog"], [role="alertdialog"], main, header, nav, aside';

/**
 * Where to draw what floats: in the part of the page that its trigger is in, so that screen readers find it there.
 * Answers a ref for the trigger and the container.
 */
export function useLandmark(): [ref: (trigger: HTMLElement | null) => void, container: HTMLElement | undefined] {
  const [container, setContainer] = useState<HTMLElement | undefined>(undefined);
  const ref = useCallback((trigger: HTMLElement | null) => {
    if (trigger !== null) setContainer(trigger.closest<HTMLElement>(LANDMARKS) ?? undefined);
  }, []);
  return [ref, container];
}
