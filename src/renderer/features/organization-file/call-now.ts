import type { AppError } from '../../../contract/errors.ts';
import type { CallRoute } from '../../../contract/organization-file/read-all.ts';
import { BridgeError } from '../../lib/bridge.ts';
import { callRoute } from '../../lib/fetch-route.ts';
import { tellOpenings } from '../../lib/openings.ts';
import { type LooseInput, orgOf } from '../../lib/query.ts';

const OFFLINE: AppError = {
  name: 'offline',
  message: 'There is no connection: a file is only compared with what is there now.',
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
