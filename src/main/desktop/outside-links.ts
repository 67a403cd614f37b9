/** Pages outside the app that help may lead to: exact https origins. None yet; help comes with the app. */
const HELP_ORIGINS: readonly string[] = [];

/** Whether the system's browser may be asked to open a URL: https, on the list, without a user name in it. */
export function mayOpenOutside(url: string, allowed: readonly string[] = HELP_ORIGINS): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === 'https:' &&
    parsed.username === '' &&
    parsed.password === '' &&
    allowed.includes(parsed.origin)
  );
}
