import { sql } from 'kysely';
import type { TestBrowser } from '../testing/browser.ts';
import type { TestServer } from '../testing/test-server.ts';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';

/** What the requests need of a scene. */
interface Scene {
  readonly at: TestServer;
  readonly owner: TestBrowser;
}

/** A request for each error code of second factors. */
export const SECOND_FACTOR_REQUESTS = {
  INVALID_CODE: ({ owner }: Scene) => ({
    path: '/session/second-factor/totp',
    method: 'PUT' as const,
    json: { code: '000000' },
    by: owner,
  }),
  INVALID_PASSKEY: () => ({
    path: '/session/passkey',
    method: 'POST' as const,
    json: {
      response: {
        id: 'unknown',
        rawId: 'unknown',
        type: 'public-key',
        response: { clientDataJSON: '', authenticatorData: '', signature: '' },
      },
    },
  }),
  SECOND_FACTOR_REQUIRED: async ({ at }: Scene) => {
    const { id } = await createTestTenant(at.store);
    const by = await loggedInBrowser(at, 'owner', id);
    await by.send('/settings', { method: 'PATCH', json: { requiresSecondFactor: true } });
    return { path: '/speech/runs', by };
  },
  REAUTHENTICATION_REQUIRED: async ({ at }: Scene) => {
    const by = await loggedInBrowser(at);
    await sql`update sessions set authenticated_at = now() - interval '1 hour' where user_id = ${by.user.id}`.execute(
      at.store.db,
    );
    return { path: '/session/second-factor/totp', method: 'POST' as const, by };
  },
};
