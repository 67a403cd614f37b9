import type { toast as Show } from 'sonner';
import { create } from 'zustand';
import type { AppError } from '../../contract/errors.ts';
import { errorSentence } from '../lib/format.ts';
import { later } from '../lib/later.tsx';

export interface ToastOptions {
  readonly description?: string;
  /** "Undo" unless another label is given. */
  readonly action?: { readonly label?: string; readonly onSelect: () => void };
}

const UNDO_TIME = 8000;

function options({ description, action }: ToastOptions) {
  return {
    description,
    ...(action && { duration: UNDO_TIME, action: { label: action.label ?? 'Undo', onClick: action.onSelect } }),
  };
}

type Say = (show: typeof Show) => void;

/** What is to be said, until what says it is on the page. */
const useUnsaid = create<{ readonly show: typeof Show | null; readonly unsaid: readonly Say[] }>(() => ({
  show: null,
  unsaid: [],
}));

function say(what: Say): void {
  const { show } = useUnsaid.getState();
  if (show === null) useUnsaid.setState(({ unsaid }) => ({ unsaid: [...unsaid, what] }));
  else what(show);
}

/** The place for messages is on the page: says what waited for it. */
function begin(show: typeof Show): void {
  const { unsaid } = useUnsaid.getState();
  useUnsaid.setState({ show, unsaid: [] });
  for (const what of unsaid) what(show);
}

/** A short message at the bottom right; screen readers read it out. */
export const toast = {
  success: (text: string, more: ToastOptions = {}) => say((show) => show.success(text, options(more))),
  info: (text: string, more: ToastOptions = {}) => say((show) => show(text, options(more))),
  /** What failed ("Could not remove Ada Byron"), and the error that says why. */
  error: (text: string, error?: AppError) =>
    say((show) => show.error(text, { duration: UNDO_TIME, ...(error && { description: errorSentence(error) }) })),
};

const Toasts = later(async () => (await import('./toasts.tsx')).Toasts);

export function Toaster({ theme }: { readonly theme: 'light' | 'dark' }) {
  const waits = useUnsaid(({ unsaid }) => unsaid.length > 0);
  return <Toasts when={waits} theme={theme} onReady={begin} />;
}
