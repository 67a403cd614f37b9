import type { AnswerOf } from '../../../contract/api/index.ts';
import { useAllPages } from '../../lib/api.ts';
import { useMe, useOrgIdOrNull } from '../../lib/current.ts';

const pick = (answer: AnswerOf<'apps.list'>) => answer.apps;

/** Every app of a person or an organization that one can reach. */
export const useApps = (owner: string, enabled = true) =>
  useAllPages('apps.list', { params: { user_id: owner } }, pick, { enabled: enabled && owner !== '' });

/** Whose apps the page is about: the organization's in the address, or the person's own. */
export function useProfileId(): string {
  const org = useOrgIdOrNull();
  const me = useMe()?.id ?? '';
  return org ?? me;
}
