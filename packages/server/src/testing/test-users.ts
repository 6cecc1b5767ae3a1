import type { Role } from '@vivavoce/contract';
import { hashPassword } from '../accounts/passwords.ts';
import { insertUser } from '../accounts/users.ts';
import { newBrowser, type TestBrowser } from './browser.ts';
import type { TestServer } from './test-server.ts';

const PASSWORD = 'seven swans a-swimming';

/** A user of a test, with what signs them in. */
export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

/** A user of the test server's client, or of another one. */
export async function createTestUser(
  at: Pick<TestServer, 'store' | 'tenantId'>,
  role: Role = 'recruiter',
): Promise<TestUser> {
  const email = `${role}-${crypto.randomUUID()}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  const id = await insertUser(at.store.db, {
    tenantId: at.tenantId,
    email,
    name: role,
    role,
    passwordHash,
    verifiedAt: null,
  });
  return { id, email, password: PASSWORD };
}

/** A browser that a new user of the test server's client, or of another one, is signed in with. */
export async function loggedInBrowser(
  at: TestServer,
  role: Role = 'recruiter',
  tenantId = at.tenantId,
): Promise<TestBrowser & { user: TestUser }> {
  const user = await createTestUser({ store: at.store, tenantId }, role);
  const browser = Object.assign(newBrowser(at), { user });
  const { email, password } = user;
  await browser.logIn('/session', { email, password });
  return browser;
}
