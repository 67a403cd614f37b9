import { useCallback } from 'react';
import type { StarTarget } from '../../../contract/api/stars.ts';
import { useCommand, useInvalidate } from '../../lib/api.ts';
import { toAppError } from '../../lib/bridge.ts';
import { toast } from '../../ui/toast.tsx';

/**
 * Gives a star or removes it for a profile, the person's or an organization's, and speaks only where it failed.
 * `is_starred` of an answer is always about the person.
 */
export function useStar(profile: string): (target: StarTarget, owner: string, on: boolean) => Promise<void> {
  const add = useCommand('stars.add').run;
  const remove = useCommand('stars.remove').run;
  const invalidate = useInvalidate();
  return useCallback(
    async (target, owner, on) => {
      const input = { params: { user_id: profile }, body: { targets: [target] } };
      try {
        await (on ? add(input) : remove(input));
      } catch (thrown) {
        toast.error(on ? 'The star was not given' : 'The star was not removed', toAppError(thrown));
        return;
      }
      const lists = ['models.list', 'workflows.list', 'datasets.list', 'modules.list'] as const;
      await Promise.all([
        invalidate(owner, 'apps.list', 'apps.get', ...lists),
        invalidate(profile, 'starred.list', 'apps.list', 'collaborations.list'),
      ]);
    },
    [add, remove, invalidate, profile],
  );
}
