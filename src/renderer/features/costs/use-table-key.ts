import { useEffect } from 'react';
import type { CostsAddress } from './costs-address.ts';

/** "T" turns the chart into its table and back, wherever one does not type. */
export function useTableKey({ show }: CostsAddress, onChange: (changes: CostsAddress) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element && event.target.closest('input,select,textarea,[role="dialog"],[role="menu"]');
      if (event.key.toLowerCase() !== 't' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      onChange({ show: show === 'table' ? undefined : 'table', sort: undefined });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [show, onChange]);
}
