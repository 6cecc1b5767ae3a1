import type { RequestErrorCode } from '@vivavoce/contract';
import { sql } from 'kysely';
import { createTestTenant } from '../testing/test-store.ts';
import { loggedInBrowser } from '../testing/test-users.ts';
import type { FixtureRequest, Scenario } from './error-table.fixture.ts';

/** A request for each error code of second factors. */
export const SECOND_FACTOR_REQUESTS = {
  INVALID_CODE: ({ owner }) => ({
    path: '/session/second-factor/totp',
    method: 'PUT',
    json: { code: '000000' },
    by: owner,
  }),
  INVALID_PASSKEY: () => ({
    path: '/session/passkey',
    method: 'POST',
    json: {
      response: {
        id: 'unknown',
        rawId: 'unknown',
        type: 'public-key',
        response: { clientDataJSON: '', authenticatorData: '', signature: '' },
      },
    },
  }),
  SECOND_FACTOR_REQUIRED: async ({ at }) => {
    const { id } = await createTestTenant(at.store);
    const by = await loggedInBrowser(at, 'owner', id);
    await by.send('/settings', { method: 'PATCH', json: { requiresSecondFactor: true } });
    return { path: '/speech/runs', by };
  },
  REAUTHENTICATION_REQUIRED: async ({ at }) => {
    const by = await loggedInBrowser(at);
    await sql`update sessions set authenticated_at = now() - interval '1 hour' where user_id = ${by.user.id}`.execute(
      at.store.db,
    );
    return { path: '/session/second-factor/totp', method: 'POST', by };
  },
} satisfies Partial<Record<RequestErrorCode, (scene: Scenario) => FixtureRequest | Promise<FixtureRequest>>>;
