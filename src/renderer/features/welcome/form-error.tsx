import type { AppError } from '../../../contract/errors.ts';
import { invoke } from '../../lib/bridge.ts';
import { refreshSession } from '../../lib/session.ts';
import { useTask } from '../../lib/use-task.ts';
import { Button } from '../../ui/button.tsx';
import { InlineError } from '../../ui/inline-error.tsx';

/** The server's own words about a token or a password say all there is to do on this page. */
const isRefusal = ({ name }: AppError): boolean => name === 'key_invalid' || name === 'key_not_found';

/** What failed; where it is the keychain, the way on without one. */
export function FormError({ error }: { error: AppError | null }) {
  const { busy, run } = useTask();
  if (error === null) return null;
  const useSession = async () => {
    await invoke('keychain.use_session', {});
    await refreshSession();
  };
  return (
    <div className="flex flex-col gap-2">
      <InlineError error={error} advise={!isRefusal(error)} />
      {error.name.startsWith('keychain_') && (
        <Button className="self-start" loading={busy} onClick={() => void run(useSession)}>
          Use for this session only
        </Button>
      )}
    </div>
  );
}
