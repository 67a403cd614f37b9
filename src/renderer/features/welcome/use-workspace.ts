import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { MethodInput } from '../../../contract/ipc.ts';
import { invoke, subscribe } from '../../lib/bridge.ts';
import { refreshSession } from '../../lib/session.ts';
import { useTask } from '../../lib/use-task.ts';

export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface Workspace {
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly progress: Progress | null;
  readonly create: (input: MethodInput<'workspace.create'>) => Promise<void>;
}

/** Makes the local workspace and goes there; says how far it is meanwhile. */
export function useWorkspace(): Workspace {
  const { busy, error, run } = useTask();
  const [progress, setProgress] = useState<Progress | null>(null);
  const navigate = useNavigate();
  useEffect(() => subscribe((event) => event.type === 'workspace_progress' && setProgress(event)), []);
  const create = async (input: MethodInput<'workspace.create'>) => {
    setProgress(null);
    const done = await run(async () => {
      await invoke('workspace.create', input);
      await refreshSession();
    });
    if (done) await navigate({ to: '/', replace: true });
  };
  return { busy, error, progress, create };
}
