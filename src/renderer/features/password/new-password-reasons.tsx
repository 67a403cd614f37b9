import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { fieldMessage } from '../../lib/format.ts';

/** Why a right password is not enough any more, in words. */
export function NewPasswordReasons({ error }: { error: AppError }) {
  const reasons = (error.details ?? []).map(({ message }) => fieldMessage(message));
  return (
    <div
      role="alert"
      className="flex gap-2 rounded-md border border-amber-line bg-amber-soft px-3 py-2 text-amber-text"
    >
      <KeyRound aria-hidden size={16} className="mt-px shrink-0" />
      <div className="min-w-0">
        <p className="font-medium">{error.message}</p>
        <p>About the one that you typed:</p>
        <ul className="list-disc pl-4">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Everything that an error says about one field, in sentences; undefined where it says nothing. */
export function fieldReasons(error: AppError | null, name: string): string | undefined {
  const messages = (error?.details ?? [])
    .filter(({ field }) => field === name || field.endsWith(`.${name}`))
    .map(({ message }) => fieldMessage(message));
  return messages.length === 0 ? undefined : messages.join(' ');
}

/** Whether an error says nothing but what stands beside the field of that name, or in the form's own words. */
export const isSaidBeside = (error: AppError | null, name: string): boolean => {
  const details = error?.details ?? [];
  return details.length > 0 && details.every(({ field }) => field === name || field.endsWith(`.${name}`));
};

/** What an error says about one field, for as long as what was refused stands in it. */
export function useRefusal(error: AppError | null, name: string, typed: string): string | undefined {
  const [refused, setRefused] = useState({ error, typed });
  if (refused.error !== error) setRefused({ error, typed });
  return refused.typed === typed ? fieldReasons(error, name) : undefined;
}
