/** How this server was started. */
export interface Settings {
  readonly registration: 'open' | 'invited';
  /** Whether a mail server is configured, so that invitations leave by e-mail too. */
  readonly mail: boolean;
  /** Whether it shows a readable page of its API. */
  readonly docs: boolean;
}
