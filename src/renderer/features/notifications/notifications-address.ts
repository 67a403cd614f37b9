import { NOTIFICATION_TOPICS } from '../../../contract/vocabulary.ts';
import { type AddressOf, address, oneOf, text } from '../../lib/address.ts';

/** What the address of the notifications page holds; what it does not understand it leaves out. */
export const notificationsAddress = address({
  unread: oneOf(['true']),
  topic: oneOf(NOTIFICATION_TOPICS),
  org: text(48),
});
export type NotificationsAddress = AddressOf<typeof notificationsAddress>;
