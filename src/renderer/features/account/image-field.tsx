import { useRef, useState } from 'react';
import { toAppError } from '../../lib/bridge.ts';
import { errorSentence } from '../../lib/format.ts';
import { Avatar, type AvatarProps } from '../../ui/avatar.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { imageProblem, readImage } from './read-image.ts';

interface ImageFieldProps extends Required<Pick<AvatarProps, 'id' | 'name' | 'kind'>> {
  readonly image: string | null;
  /** Why it cannot be changed now. */
  readonly reason: string | undefined;
  /** Saves the image, null for none; rejects with the reason. */
  readonly onSave: (image: string | null) => Promise<void>;
}

async function toImage(file: File): Promise<string> {
  const problem = imageProblem(file);
  if (problem !== undefined) throw new Error(problem);
  try {
    return await readImage(file);
  } catch {
    throw new Error('This file could not be read as a picture.');
  }
}

function useImage(onSave: ImageFieldProps['onSave']) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (image: () => Promise<string | null>) => {
    setProblem(null);
    setBusy(true);
    try {
      await onSave(await image());
    } catch (thrown) {
      setProblem(errorSentence(toAppError(thrown)));
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, save };
}

/** A picture with buttons to choose another one or to go back to the initials. */
export function ImageField({ id, name, kind, image, reason, onSave }: ImageFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const { problem, busy, save } = useImage(onSave);
  return (
    <div className="flex items-center gap-4">
      <Avatar id={id} name={name} image={image} kind={kind} size={64} />
      <div className="flex flex-col gap-1">
        <div className="flex gap-2">
          <ReasonButton reason={reason} loading={busy} onClick={() => input.current?.click()}>
            {image === null ? 'Choose image…' : 'Change image…'}
          </ReasonButton>
          {image !== null && (
            <ReasonButton variant="ghost" reason={reason} onClick={() => void save(async () => null)}>
              Remove image
            </ReasonButton>
          )}
        </div>
        <span className="text-muted text-xs">PNG or JPEG, up to 20 MB. It is cut to a square.</span>
        {problem && (
          <span role="alert" className="text-red-text text-xs">
            {problem}
          </span>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        aria-label="Image file"
        className="hidden"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void save(() => toImage(file));
        }}
      />
    </div>
  );
}
