import type { SavedView } from '../../contract/ipc.ts';
import { invoke } from './bridge.ts';
import { useAppState } from './session.ts';

export interface SavedViews {
  readonly views: readonly SavedView[];
  /** Keeps the filters under the name; an earlier view of that name is replaced. Rejects with an `AppError`. */
  readonly save: (name: string, search: SavedView['search']) => Promise<unknown>;
  readonly forget: (name: string) => Promise<unknown>;
}

const NONE: readonly SavedView[] = [];

/** The sets of filters that somebody gave a name on one page. Main keeps them with the settings. */
export function useSavedViews(page: string): SavedViews {
  const all = useAppState()?.settings.saved_views ?? NONE;
  const others = (name: string) => all.filter((view) => view.page !== page || view.name !== name);
  const keep = (views: readonly SavedView[]) => invoke('settings.update', { saved_views: [...views] });
  return {
    views: all.filter((view) => view.page === page).toSorted((one, other) => one.name.localeCompare(other.name)),
    save: (name, search) => keep([...others(name), { page, name, search }]),
    forget: (name) => keep(others(name)),
  };
}
