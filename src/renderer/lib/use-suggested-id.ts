import { useEffect, useRef } from 'react';
import { suggestId } from './suggest-id.ts';

/** The id follows the name until somebody writes an id; answers what to call then. */
export function useSuggestedId(name: string, setId: (id: string) => void): () => void {
  const typed = useRef(false);
  const latest = useRef(setId);
  latest.current = setId;
  useEffect(() => {
    if (!typed.current) latest.current(suggestId(name));
  }, [name]);
  return () => {
    typed.current = true;
  };
}
