import { create } from 'zustand';

export const useProfileMenu = create<{ readonly open: boolean }>(() => ({ open: false }));
export const openProfileMenu = (): void => useProfileMenu.setState({ open: true });
export const setProfileMenu = (open: boolean): void => useProfileMenu.setState({ open });
