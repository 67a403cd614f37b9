import { create } from 'zustand';

/** The dialog can be opened from the profile menu, the list, an empty page and the application's menu. */
export const useCreateDialog = create<{ readonly open: boolean }>(() => ({ open: false }));

export const openCreateOrganization = (): void => useCreateDialog.setState({ open: true });
export const closeCreateOrganization = (): void => useCreateDialog.setState({ open: false });
