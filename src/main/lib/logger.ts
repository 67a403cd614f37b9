/** What the core needs of a logger: pino's shape, so that pino and electron-log both fit behind it. */
export interface Logger {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** The part of a thrown value that may be logged: name, message and code, never a request or its headers. */
export function reason(error: unknown): { reason: string; code?: string } {
  if (!(error instanceof Error)) return { reason: typeof error === 'string' ? error : 'not an error' };
  const code = (error as NodeJS.ErrnoException).code;
  return { reason: `${error.name}: ${error.message}`, ...(typeof code === 'string' ? { code } : {}) };
}

/** A logger that says nothing. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
