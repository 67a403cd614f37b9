import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { reachablePath } from './command-paths.ts';

/** Goes to a path where this version has its page; one that it does not have is not gone to. */
export function useGoTo(): (path: string, search?: Readonly<Record<string, string>>) => void {
  const router = useRouter();
  return useCallback(
    (path, search = {}) => {
      const to = reachablePath(path, Object.keys(router.routesByPath));
      // The path is any of ours, and the page checks its search by itself.
      if (to !== undefined) void router.navigate({ to: to as '/', search: search as never });
    },
    [router],
  );
}
