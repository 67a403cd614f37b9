import { cx } from '../lib/cx.ts';
import { Button, type ButtonProps } from './button.tsx';
import { Tooltip } from './tooltip.tsx';

interface ReasonButtonProps extends Omit<ButtonProps, 'disabled'> {
  /** Why it cannot be used now. It stays reachable, so that the reason can be read with the keyboard as well. */
  readonly reason?: string | undefined;
}

/** A button that says why, when it cannot be used. */
export function ReasonButton({ reason, onClick, type = 'button', className, ...button }: ReasonButtonProps) {
  if (reason === undefined) return <Button {...button} type={type} onClick={onClick} className={className} />;
  return (
    <Tooltip text={reason}>
      <Button
        {...button}
        type="button"
        aria-disabled
        aria-description={reason}
        className={cx('cursor-not-allowed', className)}
      />
    </Tooltip>
  );
}
