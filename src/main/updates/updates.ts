import type { UpdateState } from '../../contract/ipc.ts';
import { failure } from '../lib/failure.ts';

/** The port to whatever brings new versions. Nothing is installed without `install`. */
export interface Updates {
  state(): UpdateState;
  /** Looks for a new version and fetches it. Never throws: what went wrong is in the state. */
  check(): Promise<UpdateState>;
  /** Ends the app and installs what is ready. Throws `Failure` where nothing is. */
  install(): Promise<void>;
}

export const UPDATES_OFF: UpdateState = { state: 'off', version: null, problem: null };

/** For builds without a feed, for checkouts and for the browser host. */
export const noUpdates: Updates = {
  state: () => UPDATES_OFF,
  check: async () => UPDATES_OFF,
  install: async () => {
    throw failure('refused', 'This copy of Steward does not update itself.');
  },
};
