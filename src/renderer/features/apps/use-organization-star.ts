import { Star, StarOff } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import type { App } from '../../../contract/api/apps.ts';
import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { useOrganization } from '../../lib/current.ts';
import type { MenuEntry } from '../../ui/menu-entries.ts';
import { useStar } from './use-star.ts';

const pick = (answer: AnswerOf<'starred.list'>) => answer.starred;
const keyOf = ({ user_id, id }: Pick<App, 'user_id' | 'id'>) => `${user_id} ${id}`;

/** While one acts as an organization: its own star on an app, which all of its members find under Starred. */
export function useOrganizationStar(blocked: string | undefined): (app: App) => readonly MenuEntry[] {
  const organization = useOrganization();
  const id = organization?.id ?? '';
  const enabled = organization?.abilities.view_apps === true;
  const { rows } = useAllPages('starred.list', { params: { user_id: id } }, pick, { enabled });
  const starred = useMemo(() => new Set(rows.flatMap(({ app }) => (app === undefined ? [] : [keyOf(app)]))), [rows]);
  const star = useStar(id);
  const name = organization?.name ?? '';
  return useCallback(
    (app) => {
      if (!enabled) return [];
      const has = starred.has(keyOf(app));
      return [
        {
          label: has ? `Unstar for ${name}` : `Star for ${name}`,
          icon: has ? StarOff : Star,
          disabledReason: blocked,
          onSelect: () => void star({ app: { id: app.id, user_id: app.user_id } }, app.user_id, !has),
        },
      ];
    },
    [enabled, starred, star, name, blocked],
  );
}
