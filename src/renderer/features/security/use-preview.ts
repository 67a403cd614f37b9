import { useEffect, useState } from 'react';
import type { AnswerOf, InputOf, RouteName } from '../../../contract/api/index.ts';
import { type RouteView, useRoute } from '../../lib/api.ts';

const SETTLE_MS = 300;

/** A value once it has stopped changing. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as T), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return settled;
}

/** What something would mean before it is saved, asked once the person has paused. */
export function usePreview<N extends RouteName>(name: N, input: InputOf<N>, enabled: boolean): RouteView<AnswerOf<N>> {
  return useRoute(name, useSettled(input), { enabled });
}
