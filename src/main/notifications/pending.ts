import type { NoticeKind } from '../../contract/ipc.ts';

/** One thing that waits for somebody. */
export interface Matter {
  /** The same matter has the same id; what took its place, such as the next level of a budget, is another. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly body: string;
  /** The page of the app to look at. */
  readonly path: string;
  readonly search?: Readonly<Record<string, string>>;
}

export interface PendingOrganization {
  readonly id: string;
  readonly name: string;
  /** Invitations that were sent and are not answered. */
  readonly pending: number;
}

/** What waits in one account, as its backend last said. */
export interface Pending {
  readonly account_id: string;
  readonly label: string;
  readonly matters: readonly Matter[];
  readonly organizations: readonly PendingOrganization[];
}

/** A notification to show. */
export interface Notice extends Matter {
  readonly account_id: string;
}
