import { useRef, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { toAppError } from '../../lib/bridge.ts';
import { errorSentence } from '../../lib/format.ts';
import { Avatar, type AvatarProps } from '../../ui/avatar.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { CropDialog } from './crop-dialog.tsx';
import type { Crop } from './crop-square.ts';
import { encodeImage, imageProblem, openImage } from './read-image.ts';

interface ImageFieldProps extends Required<Pick<AvatarProps, 'id' | 'name' | 'kind'>> {
  readonly image: string | null;
  /** Why it cannot be changed now. */
  readonly reason: string | undefined;
  /** Saves the image, null for none; rejects with the reason. */
  readonly onSave: (image: string | null) => Promise<void>;
}

/** From a file to a picture to the part of it that is saved. */
function useImage(onSave: ImageFieldProps['onSave']) {
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    picture?.close();
    setPicture(null);
    setError(null);
  };
  /** Answers whether it was saved. */
  const save = async (image: string | null): Promise<boolean> => {
    setBusy(true);
    try {
      await onSave(image);
      setError(null);
      return true;
    } catch (thrown) {
      setError(toAppError(thrown));
      return false;
    } finally {
      setBusy(false);
    }
  };
  const choose = async (file: File) => {
    const refused = imageProblem(file);
    setProblem(refused ?? null);
    if (refused !== undefined) return;
    try {
      setPicture(await openImage(file));
    } catch {
      setProblem('This file could not be read as a picture.');
    }
  };
  const use = async (crop: Crop) => {
    if (picture !== null && (await save(encodeImage(picture, crop)))) close();
  };
  return { picture, problem, error, busy, close, choose, use, remove: () => void save(null) };
}

/** A picture with buttons to choose another one or to go back to the initials. */
export function ImageField({ id, name, kind, image, reason, onSave }: ImageFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const { picture, problem, error, busy, ...acts } = useImage(onSave);
  const refused = problem ?? (picture === null && error !== null ? errorSentence(error) : null);
  return (
    <div className="flex items-center gap-4">
      <Avatar id={id} name={name} image={image} kind={kind} size={64} />
      <div className="flex flex-col gap-1">
        <div className="flex gap-2">
          <ReasonButton reason={reason} loading={busy} onClick={() => input.current?.click()}>
            {image === null ? 'Choose image…' : 'Change image…'}
          </ReasonButton>
          {image !== null && (
            <ReasonButton variant="ghost" reason={reason} onClick={acts.remove}>
              Remove image
            </ReasonButton>
          )}
        </div>
        <span className="text-muted text-xs">PNG or JPEG, up to 20 MB. You choose the part that is shown.</span>
        {refused !== null && (
          <span role="alert" className="text-red-text text-xs">
            {refused}
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
          if (file !== undefined) void acts.choose(file);
        }}
      />
      {picture !== null && (
        <CropDialog
          picture={picture}
          round={kind === 'person'}
          busy={busy}
          error={error}
          onClose={acts.close}
          onUse={(crop) => void acts.use(crop)}
        />
      )}
    </div>
  );
}
