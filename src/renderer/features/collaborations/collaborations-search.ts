import { address, text } from '../../lib/address.ts';

/** What the address of the page holds. */
export const collaborationsSearch = address({ search: text(200) });
