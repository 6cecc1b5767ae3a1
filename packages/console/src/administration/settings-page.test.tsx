import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, settingsSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { SettingsPage } from './settings-page.tsx';

const SETTINGS = {
  ...exampleOf(settingsSchema),
  audioDays: 30,
  resultDays: 2000,
  auditDays: 200,
  requestDays: 60,
  requiresSso: false,
  requiresSecondFactor: false,
  requiresConsent: false,
};

test('what a law asks for is filled in, and nothing is saved or shortened by that', async () => {
  signedIn();
  apiServer.on('GET /settings', { body: SETTINGS });
  apiServer.on('PATCH /settings', { body: SETTINGS });
  const user = renderPage(<SettingsPage />);
  await user.click(await screen.findByRole('combobox', { name: 'What a law asks for' }));
  await user.click(await screen.findByRole('option', { name: /California/ }));
  assert.equal(apiServer.received('PATCH /settings').length, 0);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => assert.equal(apiServer.received('PATCH /settings').length, 1));
  const [saved] = apiServer.received('PATCH /settings');
  assert.deepEqual(JSON.parse(String(saved?.body)), {
    audioDays: 30,
    resultDays: 2000,
    auditDays: 1461,
    requestDays: 45,
    requiresSso: false,
    requiresSecondFactor: false,
    requiresConsent: false,
  });
});
