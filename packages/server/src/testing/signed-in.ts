import type { Role } from '@vivavoce/contract';
import type { ZodType } from 'zod';
import { hashPassword } from '../accounts/passwords.ts';
import { insertUser } from '../accounts/users.ts';
import { type Browser, newBrowser } from './browser.ts';
import type { TestServer } from './test-server.ts';

const PASSWORD = 'seven swans a-swimming';

/** A user of a client with a role, signed in by a browser. */
export async function signedIn(
  at: TestServer,
  role: Role = 'admin',
  clientId = at.clientId,
): Promise<Browser & { readonly userId: string }> {
  const email = `${role}-${crypto.randomUUID()}@example.com`;
  const passwordHash = await hashPassword(PASSWORD);
  const userId = await insertUser(at.store.db, { clientId, email, name: role, role, passwordHash });
  const browser = newBrowser(at);
  await browser.enter('/session', { email, password: PASSWORD });
  return Object.assign(browser, { userId });
}

/** The body of an answer by its schema, if it has the status. */
export async function expectBody<T>(response: Response, status: number, schema: ZodType<T>): Promise<T> {
  const text = await response.text();
  if (response.status !== status) throw new Error(`Expected ${status}, got ${response.status} ${text}`);
  return schema.parse(JSON.parse(text));
}
