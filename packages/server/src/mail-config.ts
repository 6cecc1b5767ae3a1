import { z } from 'zod';
import { isInNetworks } from './networks.ts';

/** The mail server that messages to users are handed to, as the operator has set it. */
export interface MailConfig {
  /** Name or address of the server; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte. `starttls`: by STARTTLS, or nothing is sent. `if-offered`: by STARTTLS where the server offers it.
   * `none`: never, as nothing leaves this machine.
   */
  readonly encryption: 'tls' | 'starttls' | 'if-offered' | 'none';
  /** What the server is signed in to with; null: it asks for nothing. */
  readonly login: { readonly user: string; readonly password: string } | null;
  /** Whom messages come from; the name may be empty. */
  readonly from: { readonly name: string; readonly address: string };
}

const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** Ports of submission, with TLS from the start (RFC 8314) and with STARTTLS (RFC 6409). */
const DEFAULT_PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;
const MAX_NAME_LENGTH = 100;

/** A host with a login, each decoded; null if the percent-encoding is broken or something is missing or too much. */
function serverOf(text: string): Pick<MailConfig, 'host' | 'port' | 'login'> | null {
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '' || hostname === '') return null;
  if ((username === '') !== (password === '')) return null;
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  try {
    const login =
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    return { host, port: port === '' ? DEFAULT_PORTS[protocol as 'smtp:' | 'smtps:'] : Number(port), login };
  } catch {
    return null;
  }
}

const smtpUrl = z
  .url({ protocol: /^smtps?$/ })
  .refine(
    (text) => serverOf(text) !== null,
    'such as smtps://user:password@mail.example.com:465, user and password percent-encoded',
  );

/** `address` or `Name <address>`. */
const sender = z.string().transform((text, context) => {
  const [, name = '', address = text] = /^([^<>"\p{Cc}]+?) *<([^<>]+)>$/u.exec(text) ?? [];
  if (z.email().safeParse(address).success && name.length <= MAX_NAME_LENGTH) return { name, address };
  context.addIssue({ code: 'custom', message: 'an address, or Name <address>' });
  return z.NEVER;
});

/** The variables of the mail server. */
export const mailEnvironment = {
  VIVAVOCE_SMTP_URL: smtpUrl.optional(),
  VIVAVOCE_SMTP_FROM: sender.optional(),
  VIVAVOCE_SMTP_TLS: z.enum(['required', 'optional']).default('required'),
};

type MailEnvironment = z.infer<z.ZodObject<typeof mailEnvironment>>;

/** What is missing beside the variables of the mail server that are set; empty where nothing is. */
export function missingForMail(
  env: Pick<MailEnvironment, 'VIVAVOCE_SMTP_URL' | 'VIVAVOCE_SMTP_FROM'> & {
    readonly VIVAVOCE_PUBLIC_URL?: string | undefined;
  },
): string[] {
  const {
    VIVAVOCE_SMTP_URL: url,
    VIVAVOCE_SMTP_FROM: from,
    // Messages are written when nobody asks anything: no request tells where people reach the server.
    VIVAVOCE_PUBLIC_URL: publicUrl,
  } = env;
  if (url === undefined) return from === undefined ? [] : ['VIVAVOCE_SMTP_URL'];
  return [
    ...(from === undefined ? ['VIVAVOCE_SMTP_FROM'] : []),
    ...(publicUrl === undefined ? ['VIVAVOCE_PUBLIC_URL'] : []),
  ];
}

function encryptionOf(url: string, host: string, tls: 'required' | 'optional'): MailConfig['encryption'] {
  if (url.startsWith('smtps:')) return 'tls';
  if (host === 'localhost' || isInNetworks(host, LOOPBACK)) return 'none';
  return tls === 'required' ? 'starttls' : 'if-offered';
}

/** The mail server out of the environment; null without one. */
export function mailConfigOf(env: MailEnvironment): MailConfig | null {
  const { VIVAVOCE_SMTP_URL: url, VIVAVOCE_SMTP_FROM: from, VIVAVOCE_SMTP_TLS: tls } = env;
  const server = url === undefined ? null : serverOf(url);
  if (url === undefined || server === null || from === undefined) return null;
  return { ...server, encryption: encryptionOf(url, server.host, tls), from };
}
