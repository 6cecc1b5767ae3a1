import type { Actor, Role } from '@vivavoce/contract';

/** Whom a request speaks for, by key or by session, and what may be done with it. */
export interface Caller {
  readonly tenantId: string;
  /** The key or the user, for the audit log. */
  readonly actor: Actor;
  /** Of a user; null for a key. What it permits is in `roles.ts`. */
  readonly role: Role | null;
  /** The session of a user; null for a key. */
  readonly sessionId: string | null;
  /** Whether the client requires a second factor that the user has not set up: nothing else is allowed then. */
  readonly needsSecondFactor: boolean;
  /** The project that runs submitted with the key belong to; null for none, and for users, who choose one each time. */
  readonly projectId: string | null;
  /** Whether the client or that project takes only recordings of people who have agreed. */
  readonly requiresConsent: boolean;
  /** Where the key may be used from: addresses and ranges; empty for everywhere. */
  readonly allowedNetworks: readonly string[];
  /** The key's own rate; null for the server's. */
  readonly requestsPerMinute: number | null;
  /** What the client may do at all. */
  readonly speech: boolean;
  readonly multilingual: boolean;
}
