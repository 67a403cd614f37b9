import type { AppError } from '../../contract/errors.ts';
import type { CallRoute } from '../../contract/organization-file/read-all.ts';
import { BridgeError } from './bridge.ts';
import { callRoute } from './fetch-route.ts';
import { tellOpenings } from './openings.ts';
import { type LooseInput, orgOf } from './query.ts';

const OFFLINE: AppError = {
  name: 'offline',
  message: 'There is no connection, and what was kept may be old: this is only decided on what is there now.',
};

/** Calls of an account that never answer what was kept: a decision about an organization needs it as it is. */
export const callNow =
  (account: string): CallRoute =>
  async (name, input) => {
    const answer = await callRoute<never>(account, name, input as LooseInput, 'network');
    if (answer.source === 'cache') throw new BridgeError(OFFLINE);
    tellOpenings(orgOf(input as LooseInput), answer.data);
    return answer.data;
  };
