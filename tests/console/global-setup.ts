/** Starts the installation that all browser suites share, and signs its owner in. */
import { request } from '@playwright/test';
import { INSTALLATION_VARIABLE } from './fixtures.ts';
import { startInstallation } from './start-installation.ts';

/** @returns what stops the installation after the last test. */
export default async function startSharedInstallation(): Promise<() => Promise<void>> {
  const { [Symbol.asyncDispose]: stop, ...installation } = await startInstallation();
  const api = await request.newContext({ baseURL: installation.url });
  const response = await api.post('/api/v1/session/link', { data: { token: installation.ownerToken } });
  if (!response.ok()) throw new Error(`The owner could not sign in: ${await response.text()}`);
  const ownerState = await api.storageState();
  await api.dispose();
  process.env[INSTALLATION_VARIABLE] = JSON.stringify({ ...installation, ownerState });
  return async () => {
    await stop();
  };
}
