import { CircleAlert, Lock, type LucideIcon, SearchX, WifiOff } from 'lucide-react';
import type { AppError } from '../../contract/errors.ts';
import { errorText } from '../lib/error-text.ts';
import { errorSentence } from '../lib/format.ts';
import { Button } from './button.tsx';

const ICONS: Partial<Record<AppError['name'], LucideIcon>> = {
  offline: WifiOff,
  not_cached: WifiOff,
  forbidden: Lock,
  keychain_locked: Lock,
  not_found: SearchX,
};

export interface ErrorStateProps {
  readonly error: AppError;
  readonly onRetry?: () => void;
}

/** What happened, what to do, and the request id for whoever has to look for the cause. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { title, advice, retry } = errorText(error);
  const Icon = ICONS[error.name] ?? CircleAlert;
  return (
    <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-1 px-8 py-12 text-center">
      <Icon aria-hidden size={24} strokeWidth={1.5} className="mb-2 text-muted" />
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="max-w-[460px] break-words text-muted">
        {errorSentence(error)} {advice}
      </p>
      {onRetry && retry && (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
      {error.req_id && (
        <p className="mt-3 text-muted text-xs">
          Request <code className="font-mono">{error.req_id}</code>
        </p>
      )}
    </div>
  );
}
