import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';

interface ToastsProps {
  readonly theme: 'light' | 'dark';
  /** Messages can be shown from now on. */
  readonly onReady: (show: typeof toast) => void;
}

/** Where short messages appear. */
export function Toasts({ theme, onReady }: ToastsProps) {
  useEffect(() => onReady(toast), [onReady]);
  return (
    <Sonner
      theme={theme}
      position="bottom-right"
      offset={{ bottom: 36, right: 16 }}
      toastOptions={{ classNames: { toast: 'steward-toast', description: 'steward-toast-description' } }}
    />
  );
}
