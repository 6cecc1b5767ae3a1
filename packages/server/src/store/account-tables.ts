import type { Role } from '@vivavoce/contract';
import type { ColumnType, Generated } from 'kysely';

/** A time that the program gives, so that tests can turn the clock. */
type GivenTime = ColumnType<Date, Date, Date>;

/** How a session began. */
export type SessionOrigin = 'password' | 'link' | 'invitation' | 'setup' | 'oidc';

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
}
