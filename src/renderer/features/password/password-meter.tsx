import { Check, Circle, type LucideIcon, X } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import type { PasswordPolicy } from '../../../contract/password-policy.ts';
import { cx } from '../../lib/cx.ts';
import { type JudgedRule, judgePassword, type Known } from './judge-password.ts';
import { useStrength } from './use-strength.ts';

const LEVELS = [
  { word: 'Very weak', tone: 'bg-red-mark' },
  { word: 'Weak', tone: 'bg-red-mark' },
  { word: 'Fair', tone: 'bg-amber-mark' },
  { word: 'Strong', tone: 'bg-green-mark' },
  { word: 'Very strong', tone: 'bg-green-mark' },
] as const;

const MARKS: Readonly<Record<JudgedRule['state'], { icon: LucideIcon; word: string; tone: string }>> = {
  kept: { icon: Check, word: 'Kept', tone: 'text-green-text' },
  broken: { icon: X, word: 'Not kept', tone: 'text-red-text' },
  later: { icon: Circle, word: 'Checked later', tone: 'text-muted' },
};

/** While somebody types, a screen reader hears nothing: once they pause, where they stand. */
const PAUSE_MS = 800;

function useSaidAfterPause(text: string): string {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}

function StrengthBar({ score }: { score: number | null }) {
  const level = score === null ? undefined : LEVELS[score];
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden className="flex flex-1 gap-1">
        {LEVELS.map(({ word }, index) => (
          <span
            key={word}
            className={cx(
              'h-1 flex-1 rounded-full',
              level && score !== null && index <= score ? level.tone : 'bg-active',
            )}
          />
        ))}
      </div>
      <span className="w-20 text-right text-muted text-xs">{level?.word ?? ''}</span>
    </div>
  );
}

function RuleLine({ text, state }: JudgedRule) {
  const { icon: Icon, word, tone } = MARKS[state];
  return (
    <li className={cx('flex items-start gap-1.5 text-xs', tone)}>
      <Icon aria-hidden size={state === 'later' ? 8 : 13} className={state === 'later' ? 'mx-[2.5px] mt-1' : 'mt-px'} />
      <span>
        {text}
        <span className="sr-only">. {word}.</span>
      </span>
    </li>
  );
}

interface PasswordMeterProps {
  readonly password: string;
  readonly policy: PasswordPolicy;
  /** What is known here about the person. */
  readonly known: Known;
}

/** What a new password must keep and how hard it is to guess, while it is typed. The server asks the same rules. */
export function PasswordMeter({ password, policy, known }: PasswordMeterProps) {
  const typed = useDeferredValue(password);
  const strength = useStrength(typed !== '');
  const rules = judgePassword(typed, policy, known, strength);
  const words = [...(known.names ?? []), ...(known.emails ?? [])];
  const score = typed === '' || strength === null ? null : strength.estimateStrength(typed, words);
  const broken = rules.filter(({ state }) => state === 'broken').map(({ text }) => text);
  const level = score === null ? undefined : LEVELS[score];
  const missing = broken.length === 0 ? 'Keeps the rules that can be checked here.' : `Not kept: ${broken.join('; ')}.`;
  const said = useSaidAfterPause(level === undefined ? '' : `${level.word}. ${missing}`);
  return (
    <div className="flex flex-col gap-1.5">
      <StrengthBar score={score} />
      <ul aria-label="Rules" className="flex flex-col gap-0.5">
        {rules.map((rule) => (
          <RuleLine key={rule.rule} {...rule} />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
