import { useEffect } from 'react';
import { create } from 'zustand';

interface PageInfo {
  /** Shown at the right of the status bar, for example "1,204 members". */
  readonly count: string | null;
  /** When what is on screen was answered; the status bar says "Synced 14:02". */
  readonly asOf: number | null;
  /** The one thing that a page is about, after the page's own name: a team, an app. */
  readonly subject: string | null;
}

export const usePageInfo = create<PageInfo>(() => ({ count: null, asOf: null, subject: null }));

/** Names what the page is about; the heading says "Teams / Radiology". */
export function useSubject(subject: string): void {
  useEffect(() => {
    usePageInfo.setState({ subject });
    return () => usePageInfo.setState({ subject: null });
  }, [subject]);
}

/** What is on screen tells the status bar how much it shows and how old it is; `undefined` leaves that to others. */
export function useStatus({ count, asOf }: Partial<Omit<PageInfo, 'subject'>>): void {
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
