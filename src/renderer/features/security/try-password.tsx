import { useState } from 'react';
import type { PasswordPolicy } from '../../../contract/password-policy.ts';
import { useMe } from '../../lib/current.ts';
import { Section } from '../account/section.tsx';
import { NewPasswordField } from '../password/new-password-field.tsx';

/** What a member would see while choosing a password under this policy. Nothing that is typed here leaves the page. */
export function TryPassword({ policy }: { readonly policy: PasswordPolicy }) {
  const [typed, setTyped] = useState('');
  const me = useMe();
  const known = me === null ? {} : { names: [me.first_name, me.last_name], emails: [me.email] };
  return (
    <Section
      name="try"
      title="Try it"
      text="What members see when they choose a password under this policy. Nothing that you type here is sent or kept."
    >
      <NewPasswordField
        label="A password to try"
        autoComplete="off"
        className="max-w-[360px]"
        typed={typed}
        policy={policy}
        known={known}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </Section>
  );
}
