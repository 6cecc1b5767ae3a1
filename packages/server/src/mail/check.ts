import type { MailConfig } from '../mail-config.ts';
import type { LibraryError } from './transport.ts';

/**
 * Checks that the mail server can be used: connects, encrypts as configured and signs in, and sends nothing.
 * @returns what was reached.
 * @throws Error with what to do.
 */
export async function checkMailServer(config: MailConfig): Promise<string> {
  const { host, port, encryption, login } = config;
  // Commands that check nothing need not load the library.
  const { transportOf } = await import('./transport.ts');
  try {
    await transportOf(config).verify();
  } catch (cause) {
    const { code, message } = cause as LibraryError;
    const advice =
      code === 'EAUTH' || code === 'ENOAUTH'
        ? 'check user and password in VIVAVOCE_SMTP_URL'
        : code === 'ETLS' || encryption === 'starttls'
          ? 'check host, port and certificate; smtps:// is TLS from the start, smtp:// STARTTLS'
          : 'check host and port in VIVAVOCE_SMTP_URL';
    throw new Error(`The mail server ${host}:${port} cannot be used (${message}): ${advice}`, { cause });
  }
  return `${host}:${port}${login ? `, signed in as ${login.user}` : ''}`;
}
