// @vitest-environment jsdom

import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, NIST_POLICY, PASSWORD_RULES, type PasswordPolicy } from '../../../contract/password-policy.ts';
import { ruleText } from '../../../contract/password-rule-text.ts';
import { renderWithBridge } from '../../testing/render.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { chosenRules, violationSentences } from './password-rule-text.ts';

afterEach(cleanup);

const KNOWN = { names: ['Ada', 'Byron'], emails: ['ada.b@example.org'], current: 'the present one' };
const EVERYTHING: PasswordPolicy = {
  ...NIST_POLICY,
  upper_case_needed: true,
  lower_case_needed: true,
  numeric_needed: true,
  non_alphanumeric_needed: true,
  password_reuse: 5,
  no_confusing_letters: true,
  no_common_vocabs: true,
  no_overlap_with_old: true,
  password_lifespan: 90,
};

function Form({ policy }: { policy: PasswordPolicy }) {
  const [typed, setTyped] = useState('');
  return (
    <NewPasswordField
      label="New password"
      typed={typed}
      policy={policy}
      known={KNOWN}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

const show = async (policy: PasswordPolicy) => {
  await renderWithBridge(<Form policy={policy} />);
  return screen.getByLabelText('New password') as HTMLInputElement;
};
const lines = () =>
  within(screen.getByRole('list', { name: 'Rules' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent);

describe('a new password', () => {
  it('shows every rule that binds it before anything is typed, and judges none', async () => {
    await show(EVERYTHING);
    expect(lines()).toEqual(chosenRules(EVERYTHING).map((rule) => `${ruleText(rule, EVERYTHING)}. Checked later.`));
    expect(chosenRules(EVERYTHING)).toHaveLength(12);
  });

  it('is judged while it is typed, with a word beside each mark, and says so to a screen reader after a pause', async () => {
    const field = await show({ ...NIST_POLICY, no_common_vocabs: true });
    await userEvent.type(field, 'ada dragon');
    await waitFor(() =>
      expect(lines()).toEqual([
        'At least 15 characters. Not kept.',
        'Not your name. Not kept.',
        'Not your e-mail address. Kept.',
        'No simple pattern or very common password. Kept.',
        'No common password within it. Not kept.',
      ]),
    );
    const said = screen.getByRole('status');
    await waitFor(() =>
      expect(said.textContent).toMatch(
        /Not kept: At least 15 characters; Not your name; No common password within it\.$/,
      ),
    );
    await userEvent.clear(field);
    await userEvent.type(field, 'xkq wvzd hjfp tgbm 77');
    await waitFor(() => expect(lines().every((line) => line?.endsWith('. Kept.'))).toBe(true));
    await waitFor(() => expect(said.textContent).toBe('Very strong. Keeps the rules that can be checked here.'));
    expect(screen.getByText('Very strong')).toBeTruthy();
  });

  it('leaves to the server what only the server knows', async () => {
    const field = await show({ ...DEFAULT_POLICY, password_reuse: 5, no_overlap_with_old: true });
    await userEvent.type(field, 'the present one, again');
    await waitFor(() =>
      expect(lines()).toEqual([
        'At least 8 characters. Kept.',
        'Not part of your present password, nor the other way round. Not kept.',
        'None of your last 5 passwords. Checked later.',
      ]),
    );
  });

  it('can be shown instead of typed twice', async () => {
    const field = await show(DEFAULT_POLICY);
    expect(field.type).toBe('password');
    await userEvent.click(screen.getByRole('button', { name: 'Show what is typed' }));
    expect(field.type).toBe('text');
    await userEvent.click(screen.getByRole('button', { name: 'Hide what is typed' }));
    expect(field.type).toBe('password');
  });
});

describe('the rules in words', () => {
  it('are a sentence each, all different', () => {
    const all = Object.fromEntries(PASSWORD_RULES.map((rule) => [rule, true as const]));
    const sentences = violationSentences(all, EVERYTHING);
    expect(new Set(sentences).size).toBe(PASSWORD_RULES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^It (is|has|contains)\b.*\.$/);
    expect(new Set(PASSWORD_RULES.map((rule) => ruleText(rule, EVERYTHING))).size).toBe(PASSWORD_RULES.length);
  });
});
