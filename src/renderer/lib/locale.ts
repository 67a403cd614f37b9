/** The locale of numbers and dates; undefined follows the machine. Words are English. */
let locale: string | undefined;
let generation = 0;

/** Takes a setting over; formatters made before are made again. */
export function setLocale(setting: string): void {
  const next = setting === 'system' ? undefined : setting;
  if (next === locale) return;
  locale = next;
  generation += 1;
}

/** A formatter that is made once per locale: making one takes longer than using it a thousand times. */
export function byLocale<T>(make: (locale: string | undefined) => T): () => T {
  let made: { readonly value: T; readonly generation: number } | undefined;
  return () => {
    if (made?.generation !== generation) made = { value: make(locale), generation };
    return made.value;
  };
}
