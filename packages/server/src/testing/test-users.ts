import type { Role } from '@vivavoce/contract';
import { hashPassword } from '../accounts/passwords.ts';
import { insertUser } from '../accounts/users.ts';
import { type Browser, newBrowser } from './browser.ts';
import type { TestServer } from './test-server.ts';

const PASSWORD = 'seven swans a-swimming';

/** A user of a test, with what signs them in. */
export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** A user of the test server's client, or of another one. */
export async function aUser(
  at: Pick<TestServer, 'store' | 'clientId'>,
  role: Role = 'recruiter',
): Promise<TestUser> {
  const email = `${role}-${crypto.randomUUID()}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  const id = await insertUser(at.store.db, { clientId: at.clientId, email, name: role, role, passwordHash });
  return { id, email, password: PASSWORD };
}

/** A browser that a new user of the test server's client, or of another one, is signed in with. */
export async function signedIn(
  at: TestServer,
  role: Role = 'recruiter',
  clientId = at.clientId,
): Promise<Browser & { user: TestUser }> {
  const user = await aUser({ store: at.store, clientId }, role);
  const browser = Object.assign(newBrowser(at), { user });
  const { email, password } = user;
  await browser.enter('/session', { email, password });
  return browser;
}
