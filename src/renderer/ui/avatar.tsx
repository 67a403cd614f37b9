import { cx } from '../lib/cx.ts';
import { hueOf, initials } from '../lib/format.ts';

export interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly image?: string | null;
  readonly size?: 16 | 20 | 24 | 28 | 32 | 40 | 64;
  /** Organizations are squares in their own colour, people are circles in grey. */
  readonly kind?: 'organization' | 'person';
}

/** A picture or initials. The name stands beside it, so it is not read out twice. */
export function Avatar({ id, name, image, size = 24, kind = 'person' }: AvatarProps) {
  const shape = kind === 'person' ? 'rounded-full' : size >= 28 ? 'rounded-md' : 'rounded-sm';
  const style = { width: size, height: size, fontSize: Math.max(8, Math.round(size * 0.4)) };
  if (image) return <img src={image} alt="" style={style} className={cx('shrink-0 object-cover', shape)} />;
  return (
    <span
      aria-hidden
      data-hue={kind === 'organization' ? hueOf(id) : 'slate'}
      style={style}
      className={cx(
        'inline-flex shrink-0 select-none items-center justify-center overflow-hidden font-semibold leading-none',
        kind === 'organization' ? 'bg-accent text-accent-contrast' : 'bg-active text-text',
        shape,
      )}
    >
      {size < 20 ? initials(name).slice(0, 1) : initials(name)}
    </span>
  );
}
