import { useEffect, useState } from 'react';

export type Strength = typeof import('./strength.ts');

let loaded: Strength | null = null;

/** The estimator with its word lists, half a megabyte: loaded when somebody first types. Null until it is there. */
export function useStrength(wanted: boolean): Strength | null {
  const [strength, setStrength] = useState<Strength | null>(loaded);
  useEffect(() => {
    if (!wanted || strength !== null) return;
    let stale = false;
    void import('./strength.ts').then((module) => {
      loaded = module;
      if (!stale) setStrength(module);
    });
    return () => {
      stale = true;
    };
  }, [wanted, strength]);
  return strength;
}
