/** What a development installation holds: a tenant with a key, an owner who can sign in, the sample interview. */
import { sampleInterview } from '@vivavoce/samples';
import { createVivavoce } from '@vivavoce/sdk';
import {
  type Config,
  createApiKey,
  createLoginLinkByEmail,
  createTenant,
  createUser,
  listTenants,
  openStore,
} from '@vivavoce/server';

const TENANT = 'Development';
const OWNER = { email: 'owner@dev.example', name: 'Developer', role: 'owner' } as const;
const CREDITS = 10_000;

/** What a developer needs to begin. */
export interface Seed {
  /** A fresh API key of the tenant. */
  readonly apiKey: string;
  /** Signs the owner in, once. */
  readonly loginToken: string;
}

/** Makes sure that there is a tenant with an owner, and issues a key and a link for both. */
export async function seed(config: Config): Promise<Seed> {
  const store = await openStore(config);
  try {
    const { tenants } = await listTenants(store.db, { afterName: null, limit: 100 });
    const isNew = !tenants.some(({ name }) => name === TENANT);
    if (isNew) await createTenant(store, TENANT, { credits: CREDITS, multilingual: true });
    const { token } = isNew
      ? await createUser(store, TENANT, OWNER)
      : await createLoginLinkByEmail(store, OWNER.email);
    const { key } = await createApiKey(store, TENANT);
    return { apiKey: key, loginToken: token };
  } finally {
    await store.close();
  }
}

/** Submits the sample interview where the tenant has no run yet. */
export async function submitSample(baseUrl: string, apiKey: string): Promise<void> {
  const vivavoce = createVivavoce({ baseUrl, apiKey });
  for await (const _run of vivavoce.runs()) return;
  await vivavoce.submit(sampleInterview.audio, {
    externalId: 'sample-interview',
    metadata: { candidate: 'Daniel (sample interview)' },
  });
}
