import type { ReportLanguage, Role } from '@vivavoce/contract';
import type { ColumnType, Generated } from 'kysely';

/** A time that the program gives, so that tests can turn the clock. */
type GivenTime = ColumnType<Date, Date, Date>;

/** How a session began. */
export type SessionOrigin = 'password' | 'link' | 'invitation' | 'setup' | 'oidc' | 'passkey';

/** How a login began that a second factor finishes. */
export type PendingOrigin = 'password' | 'link';

interface UsersTable {
  id: Generated<string>;
  client_id: string;
  /** In lower case; of one user of the client. */
  email: string;
  name: string;
  role: Role;
  /** Argon2id in the PHC format; null for a user who has set none. */
  password_hash: string | null;
  disabled_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Since when the operator or the identity provider vouches for the address; null while the client alone does. */
  verified_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  last_signed_in_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Whether an e-mail tells of the end of each run that the user submitted. */
  mail_on_run_end: Generated<boolean>;
  mail_language: Generated<ReportLanguage>;
  created_at: ColumnType<Date, never, never>;
}

interface SessionsTable {
  id: Generated<string>;
  user_id: string;
  /** SHA-256 of the cookie's token. */
  token_hash: Buffer;
  origin: SessionOrigin;
  /** What the browser calls itself, for the user to recognise it by. */
  user_agent: string | null;
  address: string | null;
  created_at: GivenTime;
  /** When the user last proved who it is. */
  authenticated_at: GivenTime;
  last_seen_at: GivenTime;
  expires_at: GivenTime;
}

interface LoginLinksTable {
  /** SHA-256 of the link's token. */
  token_hash: Buffer;
  user_id: string;
  expires_at: GivenTime;
}

interface InvitationsTable {
  id: Generated<string>;
  client_id: string;
  email: string;
  role: Role;
  /** SHA-256 of the link's token. */
  token_hash: Buffer;
  invited_by: string | null;
  created_at: GivenTime;
  expires_at: GivenTime;
}

interface TotpSecretsTable {
  user_id: string;
  /** In base32, encrypted. */
  secret: Buffer;
  confirmed_at: ColumnType<Date | null, Date | null, Date | null>;
  /** The time step of the last code that was accepted; a bigint comes as text. */
  last_step: ColumnType<string | null, number | null, number | null>;
}

interface RecoveryCodesTable {
  user_id: string;
  /** SHA-256 of the code. */
  code_hash: Buffer;
}

interface PasskeysTable {
  id: Generated<string>;
  user_id: string;
  credential_id: string;
  public_key: Buffer;
  /** How often it has signed, as it says; a bigint comes as text. */
  counter: ColumnType<string, number, number>;
  transports: ColumnType<string[], readonly string[], never>;
  name: string;
  created_at: GivenTime;
  last_used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
}

interface PendingLoginsTable {
  /** SHA-256 of the cookie's token. */
  token_hash: Buffer;
  user_id: string;
  origin: PendingOrigin;
  expires_at: GivenTime;
}

interface PasskeyChallengesTable {
  challenge: string;
  /** Null where it is not known yet who signs in. */
  user_id: string | null;
  purpose: 'register' | 'login';
  expires_at: GivenTime;
}

interface UserIdentitiesTable {
  issuer: string;
  /** Of the person at the issuer; never given to another person. */
  subject: string;
  user_id: string;
  created_at: GivenTime;
}

interface TenantDomainsTable {
  /** In lower case. */
  domain: string;
  client_id: string;
  created_at: ColumnType<Date, never, never>;
}

/** The tables of people and their sessions. */
export interface AccountTables {
  user_identities: UserIdentitiesTable;
  client_domains: TenantDomainsTable;
  users: UsersTable;
  sessions: SessionsTable;
  sign_in_links: LoginLinksTable;
  invitations: InvitationsTable;
  totp_secrets: TotpSecretsTable;
  recovery_codes: RecoveryCodesTable;
  passkeys: PasskeysTable;
  pending_logins: PendingLoginsTable;
  passkey_challenges: PasskeyChallengesTable;
}
