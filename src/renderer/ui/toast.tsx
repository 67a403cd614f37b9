import { Toaster as Sonner, toast as show } from 'sonner';
import type { AppError } from '../../contract/errors.ts';
import { errorSentence } from '../lib/format.ts';

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

/** A short message at the bottom right; screen readers read it out. */
export const toast = {
  success: (text: string, more: ToastOptions = {}) => void show.success(text, options(more)),
  info: (text: string, more: ToastOptions = {}) => void show(text, options(more)),
  /** What failed ("Could not remove Ada Byron"), and the error that says why. */
  error: (text: string, error?: AppError) =>
    void show.error(text, { duration: UNDO_TIME, ...(error && { description: errorSentence(error) }) }),
};

export const Toaster = ({ theme }: { theme: 'light' | 'dark' }) => (
  <Sonner
    theme={theme}
    position="bottom-right"
    offset={{ bottom: 36, right: 16 }}
    toastOptions={{ classNames: { toast: 'steward-toast', description: 'steward-toast-description' } }}
  />
);
