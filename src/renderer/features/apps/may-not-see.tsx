import { Lock } from 'lucide-react';
import type { AppAction } from '../../../contract/permissions.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { actionWords } from '../access/action-words.ts';

/** In place of a part of an app that one may not see. */
export function MayNotSee({ action, what }: { readonly action: AppAction; readonly what: string }) {
  return (
    <EmptyState
      icon={Lock}
      title={`You may not see ${what}`}
      text={`Nothing that you have lets you ${actionWords(action)} here: neither your role, nor a team, nor a collaboration. Whoever administers the app can change that.`}
    />
  );
}
