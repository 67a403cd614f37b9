import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import type { PasswordPolicy } from '../../../contract/password-policy.ts';
import { controlClass, FieldFrame, type FieldProps } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import type { Known } from './judge-password.ts';
import { PasswordMeter } from './password-meter.tsx';

interface NewPasswordFieldProps extends FieldProps, Omit<ComponentProps<'input'>, 'id' | 'type'> {
  /** What is typed so far, for the meter. */
  readonly typed: string;
  readonly policy: PasswordPolicy;
  readonly known: Known;
}

/** One field for a new password, which can be shown instead of typed twice, with its rules and its strength. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { label, hint, error, hideLabel, optional, className, typed, policy, known, ...input } = props;
  const [shown, setShown] = useState(false);
  return (
    <div className={className}>
      <FieldFrame {...{ label, hint, error, hideLabel, optional }}>
        {(ids) => (
          <span className="relative block">
            <input
              spellCheck={false}
              autoComplete="new-password"
              {...input}
              {...ids}
              type={shown ? 'text' : 'password'}
              className={controlClass(error !== undefined, 'h-8 pr-9')}
            />
            <span className="absolute top-0.5 right-0.5">
              <IconButton
                size="sm"
                label={shown ? 'Hide what is typed' : 'Show what is typed'}
                aria-pressed={shown}
                icon={shown ? EyeOff : Eye}
                onClick={() => setShown(!shown)}
              />
            </span>
          </span>
        )}
      </FieldFrame>
      <div className="pt-2">
        <PasswordMeter password={typed} policy={policy} known={known} />
      </div>
    </div>
  );
}
