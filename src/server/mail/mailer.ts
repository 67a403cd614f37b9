export interface MailSettings {
  /** smtp:// or smtps:// URL, with user and password if the server wants them. */
  readonly url: string;
  readonly from: string;
}

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /** Hands the mail to the SMTP server; throws what it answered. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

const TIMEOUT_MS = 15_000;

/** Sends plain-text mail through one SMTP server. Read only where there is one: an embedded workspace sends none. */
export async function createMailer(settings: MailSettings): Promise<Mailer> {
  const { default: nodemailer } = await import('nodemailer');
  const transport = nodemailer.createTransport({
    url: settings.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    send: async (mail) => {
      await transport.sendMail({ from: settings.from, ...mail });
    },
    close: () => transport.close(),
  };
}

/** The mail settings of the environment; null where no SMTP server is named. */
export function mailSettings(env: NodeJS.ProcessEnv): MailSettings | null {
  const url = env.STEWARD_SMTP_URL;
  if (url === undefined || url === '') return null;
  return { url, from: env.STEWARD_MAIL_FROM ?? 'Steward <steward@localhost>' };
}
