// @vitest-environment node
// biome-ignore lint/style/noRestrictedImports: the test reads the style sheet that it is about
import { readFileSync } from 'node:fs';
import * as radix from '@radix-ui/colors';
import { describe, expect, it } from 'vitest';
import { HUES } from '../lib/format.ts';

type Rgb = readonly number[];
type Theme = 'light' | 'dark';

const scales = radix as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
const parse = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function step(name: string, number: number, theme: Theme): Rgb {
  const hex = scales[theme === 'dark' ? `${name}Dark` : name]?.[`${name}${number}`];
  if (hex === undefined) throw new Error(`There is no ${name} ${number}.`);
  return parse(hex);
}

const mix = (a: Rgb, b: Rgb, share: number): Rgb => a.map((value, at) => value * share + (b[at] ?? 0) * (1 - share));

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

const WHITE = parse('#ffffff');
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const surfaces = (theme: Theme): readonly Rgb[] => [
  ...(theme === 'light' ? [WHITE] : []),
  ...[1, 2, 3, 4].map((number) => step('slate', number, theme)),
];
const accentText = (hue: string, theme: Theme) => mix(step(hue, 11, theme), step(hue, 12, theme), 0.7);

function declared(hue: string, property: string): string {
  const block = css.split(`[data-hue="${hue}"] {`)[1]?.split('}')[0] ?? '';
  return new RegExp(`--${property}: ([^;]+);`).exec(block)?.[1] ?? '';
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(HUES)('%s carries its text, pressed or not', (hue) => {
    const text = parse(declared(hue, 'accent-contrast'));
    const base = step(hue, 9, theme);
    const hover = declared(hue, 'accent-hover').startsWith('color-mix')
      ? mix(base, parse('#000000'), 0.88)
      : step(hue, 10, theme);
    expect(contrast(text, base)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(text, hover)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(HUES)('%s can be read as text on every surface', (hue) => {
    expect(declared(hue, 'accent-text')).toBe(`color-mix(in srgb, var(--${hue}-11) 70%, var(--${hue}-12))`);
    for (const surface of [...surfaces(theme), step(hue, 3, theme)])
      expect(contrast(accentText(hue, theme), surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(HUES)('text stays readable on a row selected in %s', (hue) => {
    const selected = step(hue, 3, theme);
    for (const number of [11, 12]) expect(contrast(step('slate', number, theme), selected)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(HUES)('the focus ring in %s stands out', (hue) => {
    for (const surface of surfaces(theme)) expect(contrast(step(hue, 11, theme), surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(['amber', 'red', 'green', 'blue'])('%s tells a state that can be read', (tone) => {
    const text = theme === 'light' ? accentText(tone, theme) : step(tone, 11, theme);
    for (const surface of [...surfaces(theme), step(tone, 3, theme)])
      expect(contrast(text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it('muted text and buttons that do harm can be read', () => {
    for (const surface of surfaces(theme))
      expect(contrast(step('slate', 11, theme), surface)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(WHITE, step('red', theme === 'light' ? 11 : 8, theme))).toBeGreaterThanOrEqual(4.5);
  });
});
