import { address, text, where } from '../../lib/address.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the address of the page holds: whom to look for, and which job is open. */
export const offboardAddress = address({
  person: text(200),
  job: where((id) => UUID.test(id)),
});
