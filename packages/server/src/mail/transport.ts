import { createTransport } from 'nodemailer';
import type { MailConfig } from '../mail-config.ts';
import type { MailContent } from './message.ts';

/** An e-mail on its way. */
export interface OutgoingMail extends MailContent {
  /** One address. */
  readonly to: string;
  /** The same for every try, so that mailboxes can tell a second copy. */
  readonly id: string;
  /** ISO 639-1. */
  readonly language: string;
}

/** Why an e-mail was not taken. */
export interface MailFailure {
  /** `refused`: the server will never take it; `later`: it may take this one later; `server`: it takes none at the moment. */
  readonly kind: 'refused' | 'later' | 'server';
  /** The server's answer, a number of SMTP; null when there was none. */
  readonly status: number | null;
  /** Library's code and the step at which it happened; never what the server wrote, which repeats addresses. */
  readonly reason: string;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 15_000;
/** A server that says this closes its connection (RFC 5321). */
const CLOSING = 421;
/** Codes of the library that are about the server and not about a message. */
const SERVER_FAULTS = new Set([
  'ECONNECTION',
  'ESOCKET',
  'EDNS',
  'ETIMEDOUT',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EPROTOCOL',
  'EABORT',
]);

/** The library, with a connection to the mail server for each e-mail. */
export function transportOf({ host, port, encryption, login }: MailConfig) {
  return createTransport({
    host,
    port,
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    // Without it the library sends unauthenticated where the server offers no login.
    ...(login && { auth: { user: login.user, pass: login.password }, forceAuth: true }),
    connectionTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What the library knows about an error of its own. */
export interface LibraryError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

function failureOf(error: LibraryError): MailFailure {
  const { code = error.name, responseCode: status = null, command } = error;
  const reason = command === undefined ? code : `${code} (${command})`;
  if (status === CLOSING || SERVER_FAULTS.has(code)) return { kind: 'server', status, reason };
  const isPermanent = status !== null && status >= 500;
  // A refused sender is the operator's to put right, and so is everything before it.
  const isAboutMessage = command === 'RCPT TO' || command === 'DATA';
  return { kind: isPermanent && isAboutMessage ? 'refused' : 'later', status, reason };
}

/**
 * Hands an e-mail to the mail server.
 * @returns why it was not taken; null if it was.
 */
export async function sendMail(
  config: MailConfig,
  { to, id, language, subject, text }: OutgoingMail,
  signal: AbortSignal,
): Promise<MailFailure | null> {
  const domain = config.from.address.split('@').at(-1);
  try {
    await transportOf(config).sendMail({
      from: { ...config.from },
      // As an object: a text would be parsed, and might hold several.
      to: { name: '', address: to },
      subject,
      text,
      messageId: `<${id}@${domain}>`,
      // No answers by machines (RFC 3834), which may reach people.
      headers: {
        'auto-submitted': 'auto-generated',
        'x-auto-response-suppress': 'All',
        'content-language': language,
      },
      signal,
    });
    return null;
  } catch (error) {
    return failureOf(error as LibraryError);
  }
}
