import { useEffect } from 'react';
import { invoke, subscribe, toAppError } from '../lib/bridge.ts';
import { goInAccount, goneThere, useGoTarget } from '../lib/go-target.ts';
import { refreshSession, useAccount, useAppState } from '../lib/session.ts';
import { toast } from '../ui/toast.tsx';
import { useGoTo } from './use-go-to.ts';

/** Goes where a link from outside, a notification, the tray or a page leads, in the account that it is about. */
export function useFollowLinks(): void {
  const goTo = useGoTo();
  const active = useAccount()?.id;
  const known = useAppState()?.accounts.map(({ id }) => id);
  const target = useGoTarget((state) => state.target);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'go') goInAccount(event);
      }),
    [],
  );
  const wanted = target?.account_id ?? active;
  const mustSwitch = wanted !== undefined && wanted !== active && known?.includes(wanted) === true;
  useEffect(() => {
    if (target === null) return;
    if (!mustSwitch) {
      // After the account's own start, which an effect before this one goes to.
      goTo(target.path, target.search);
      goneThere();
      return;
    }
    invoke('accounts.activate', { account_id: wanted ?? '' })
      .then(refreshSession)
      .catch((thrown: unknown) => {
        goneThere();
        toast.error('Could not switch to the account', toAppError(thrown));
      });
  }, [target, mustSwitch, wanted, goTo]);
}
