import type { Database } from '../store/database.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long a sign-in link can be followed, ms. */
const TTL_MS = 24 * 60 * 60_000;

/** The token of a link that signs a user in once, and until when. */
export interface NewLoginLink {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Makes a link that signs a user in once; the earlier ones of that user are void. */
export async function createLoginLink(db: Database, userId: string, now: Date): Promise<NewLoginLink> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + TTL_MS);
  await db.deleteFrom('sign_in_links').where('user_id', '=', userId).execute();
  await db
    .insertInto('sign_in_links')
    .values({ token_hash: tokenHash(token) as Buffer, user_id: userId, expires_at: expiresAt })
    .execute();
  return { token, expiresAt };
}

/**
 * Where the console takes up a sign-in link. The token stands behind the #, which no server and no log gets to see.
 * @param to the page of the console that is shown then; its first one when absent.
 */
export function loginLinkUrl(baseUrl: string, token: string, to?: string): string {
  const query = to === undefined ? '' : `?${new URLSearchParams({ to })}`;
  return `${baseUrl}/sign-in${query}#token=${token}`;
}
