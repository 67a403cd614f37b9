import { useEffect } from 'react';
import { create } from 'zustand';

interface PageInfo {
  /** Shown at the right of the status bar, for example "1,204 members". */
  readonly count: string | null;
  /** When what is on screen was answered; the status bar says "Synced 14:02". */
  readonly asOf: number | null;
}

export const usePageInfo = create<PageInfo>(() => ({ count: null, asOf: null }));

/** What is on screen tells the status bar how much it shows and how old it is; `undefined` leaves that to others. */
export function useStatus({ count, asOf }: Partial<PageInfo>): void {
  useEffect(() => {
    if (count === undefined) return;
    usePageInfo.setState({ count });
    return () => usePageInfo.setState({ count: null });
  }, [count]);
  useEffect(() => {
    if (asOf === undefined) return;
    usePageInfo.setState({ asOf });
    return () => usePageInfo.setState({ asOf: null });
  }, [asOf]);
}
