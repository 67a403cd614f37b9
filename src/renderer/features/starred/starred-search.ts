import type { Starred } from '../../../contract/api/stars.ts';
import { address, oneOf, text } from '../../lib/address.ts';

const KINDS = ['app', 'model', 'workflow', 'dataset', 'module'] as const satisfies readonly Starred['kind'][];

/** What the address of the page holds. */
export const starredSearch = address({ search: text(200), kind: oneOf(KINDS) });
