import { create } from 'zustand';

export const useBell = create<{ readonly open: boolean }>(() => ({ open: false }));
export const openBell = (): void => useBell.setState({ open: true });
export const setBell = (open: boolean): void => useBell.setState({ open });
