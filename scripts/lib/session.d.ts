export interface Session {
  /** Where programs find the keychain and the display. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}
export function startSession(options: { readonly display: boolean }): Promise<Session>;
