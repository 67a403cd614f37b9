import { app } from 'electron';
import { LINK_SCHEME, linkAmong, type Place, parseLink } from '../host/deep-link.ts';

/** Has the system open `steward://` links with this app. A checkout registers nothing. */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
}

/**
 * Calls `go` for each link that the system gives us: macOS by an event, which may come before the app is ready; the
 * others by a second start. Answers the link of this very start, if any.
 */
export function followLinks(go: (place: Place) => void, argv: readonly string[]): Place | undefined {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const place = parseLink(url);
    if (place !== undefined) go(place);
  });
  return linkAmong(argv);
}
