/** Locales to choose from: those that differ in how they write numbers and dates, named in their own language. */
const OFFERED = [
  'en-US',
  'en-GB',
  'en-IN',
  'en-ZA',
  'ar-EG',
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'el-GR',
  'es-ES',
  'es-MX',
  'fi-FI',
  'fr-CA',
  'fr-CH',
  'fr-FR',
  'he-IL',
  'hi-IN',
  'hu-HU',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'ro-RO',
  'sv-SE',
  'th-TH',
  'tr-TR',
  'uk-UA',
  'vi-VN',
  'zh-CN',
  'zh-TW',
] as const;

const SAMPLE_NUMBER = 1_234_567.89;
const SAMPLE_DATE = new Date(2026, 10, 24, 14, 2);

/** How a locale writes numbers and dates: "1’234’567.89 · 24.11.2026, 14:02". */
export function localeSample(locale: string | undefined): string {
  const number = new Intl.NumberFormat(locale).format(SAMPLE_NUMBER);
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(SAMPLE_DATE);
  return `${number} · ${date}`;
}

function nameOf(locale: string): string {
  const name = new Intl.DisplayNames(['en'], { type: 'language', languageDisplay: 'standard' }).of(locale);
  return name ?? locale;
}

/** The choices of the setting, with the one that is set, also where we do not offer it. */
export function localeOptions(current: string): readonly { readonly value: string; readonly label: string }[] {
  const isOffered = current === 'system' || (OFFERED as readonly string[]).includes(current);
  const locales = [...OFFERED, ...(isOffered ? [] : [current])];
  const named = locales.map((value) => ({ value, label: nameOf(value) }));
  named.sort((a, b) => a.label.localeCompare(b.label, 'en'));
  return [{ value: 'system', label: 'Like the system' }, ...named];
}
