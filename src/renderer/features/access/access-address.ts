import { type AddressOf, type AddressPart, address, oneOf, text } from '../../lib/address.ts';
import { TRY_TYPES } from './try/try-types.ts';

const id = text(48);
const number: AddressPart<string> = (value) => (value === undefined ? undefined : String(value));

/** What the address of the access page holds; what it does not understand it leaves out. */
export const accessAddress = address({
  view: oneOf(['overview', 'ask', 'try', 'review']),
  by: oneOf(['person', 'app', 'team']),
  /** The person, app or team in question. */
  of: id,
  /** The answer that is open: a person and an app. */
  open: text(100),
  person: id,
  app: id,
  action: text(60),
  /** The change that is tried out; the fields below are what it takes. */
  change: oneOf(TRY_TYPES),
  team: id,
  role: id,
  permission: id,
  visibility: number,
});
export type AccessAddress = AddressOf<typeof accessAddress>;
