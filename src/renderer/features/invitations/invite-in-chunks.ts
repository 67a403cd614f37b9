import type { InputOf } from '../../../contract/api/index.ts';

export type NewInvitation = NonNullable<InputOf<'invitations.create'>['body']>['invitations'][number];

export const CHUNK = 500;

export interface InviteProgress {
  readonly done: number;
  readonly total: number;
}

/** Thrown when a chunk was refused: the ones before it are sent, it and the rest are not. */
export class InviteStopped extends Error {
  readonly done: number;
  constructor(done: number, cause: unknown) {
    super('inviting stopped', { cause });
    this.done = done;
  }
}

/** Sends invitations in calls of at most 500, one after the other, so that progress is true and a failure is small. */
export async function inviteInChunks(
  invitations: readonly NewInvitation[],
  send: (chunk: NewInvitation[]) => Promise<unknown>,
  onProgress: (progress: InviteProgress) => void,
): Promise<void> {
  const total = invitations.length;
  for (let done = 0; done < total; done += CHUNK) {
    onProgress({ done, total });
    try {
      await send(invitations.slice(done, done + CHUNK));
    } catch (cause) {
      throw new InviteStopped(done, cause);
    }
  }
  onProgress({ done: total, total });
}
