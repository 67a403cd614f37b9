import { STAR_KINDS } from '../../../contract/vocabulary.ts';
import { address, oneOf, text } from '../../lib/address.ts';

/** What the address of the page holds. */
export const starredSearch = address({ search: text(200), kind: oneOf(STAR_KINDS) });
