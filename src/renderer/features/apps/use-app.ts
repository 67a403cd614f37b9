import { useRoute } from '../../lib/api.ts';

/** One app with its notes, metadata and base workflow. */
export function useApp(owner: string, id: string) {
  const { data, ...view } = useRoute('apps.get', { params: { user_id: owner, app_id: id } });
  return { ...view, app: data?.app };
}
