import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { InlineError } from '../../ui/inline-error.tsx';
import { type Crop, dragged, MAX_ZOOM, MIDDLE } from './crop-square.ts';
import { drawCrop, IMAGE_SIDE } from './read-image.ts';

interface RangeProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number) => void;
}

const Range = ({ label, value, min = 0, max = 1, onChange }: RangeProps) => (
  <label className="flex items-center gap-3">
    <span className="w-24 shrink-0">{label}</span>
    <input
      type="range"
      min={min}
      max={max}
      step={0.01}
      value={value}
      onChange={(event) => onChange(event.target.valueAsNumber)}
      className="min-w-0 flex-1 accent-accent"
    />
  </label>
);

interface CropDialogProps {
  readonly picture: ImageBitmap;
  /** A person's picture is shown round, as it will be. */
  readonly round: boolean;
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly onClose: () => void;
  readonly onUse: (crop: Crop) => void;
}

/** Chooses the square of a picture: by dragging it, or with three sliders. */
export function CropDialog({ picture, round, busy, error, onClose, onUse }: CropDialogProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState(MIDDLE);
  useEffect(() => {
    if (canvas.current !== null) drawCrop(canvas.current, picture, crop);
  }, [picture, crop]);
  const drag = ({ buttons, movementX, movementY, currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    const side = currentTarget.clientWidth;
    if (buttons === 1) setCrop((from) => dragged(picture, from, { x: movementX / side, y: movementY / side }));
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title="Choose what is shown"
      description="Drag the picture, or move it with the sliders. Only this part is saved, without what else the file says."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={busy} onClick={() => onUse(crop)}>
            Use this part
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <canvas
          ref={canvas}
          width={IMAGE_SIDE}
          height={IMAGE_SIDE}
          role="img"
          aria-label="The part that is shown"
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
          className={`mx-auto size-56 cursor-grab touch-none border border-line-strong bg-side active:cursor-grabbing ${round ? 'rounded-full' : 'rounded-lg'}`}
        />
        <Range
          label="Enlarge"
          min={1}
          max={MAX_ZOOM}
          value={crop.zoom}
          onChange={(zoom) => setCrop({ ...crop, zoom })}
        />
        <Range label="Left to right" value={crop.across} onChange={(across) => setCrop({ ...crop, across })} />
        <Range label="Top to bottom" value={crop.down} onChange={(down) => setCrop({ ...crop, down })} />
        {error && <InlineError error={error} />}
      </div>
    </Dialog>
  );
}
