import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { NotificationsSection } from './notifications-section.tsx';

const PUT = 'PUT /session/notifications';
const OFF = { available: true, onRunEnd: false, language: 'fr' };

/** What the page has asked for last. */
const lastChange = () => JSON.parse(String(apiServer.received(PUT).at(-1)?.body));

test('e-mails are switched on in the language of the page, put into another one and switched off again', async () => {
  signedIn();
  apiServer.on('GET /session/notifications', { body: OFF });
  const user = renderPage(<NotificationsSection />);
  const toggle = await screen.findByRole('switch', { name: /Tell me when a recording/ });
  assert.ok(!(toggle as HTMLInputElement).checked);
  assert.equal(screen.queryByLabelText('Language of the e-mails'), null);
  apiServer.on(PUT, { body: { available: true, onRunEnd: true, language: 'en' } });
  await user.click(toggle);
  const language = await screen.findByLabelText('Language of the e-mails');
  assert.deepEqual(lastChange(), { onRunEnd: true, language: 'en' });
  apiServer.on(PUT, { body: { available: true, onRunEnd: true, language: 'de' } });
  await user.selectOptions(language, 'Deutsch');
  await waitFor(() => assert.deepEqual(lastChange(), { onRunEnd: true, language: 'de' }));
  apiServer.on(PUT, { body: { available: true, onRunEnd: false, language: 'de' } });
  await user.click(toggle);
  await waitFor(() => assert.deepEqual(lastChange(), { onRunEnd: false, language: 'de' }));
  await waitFor(() => assert.equal(screen.queryByLabelText('Language of the e-mails'), null));
});

test('a change that the server refuses is taken back and explained', async () => {
  signedIn();
  apiServer.on('GET /session/notifications', { body: OFF });
  apiServer.on(PUT, {
    status: 404,
    body: {
      error: {
        code: 'NOT_FOUND',
        message: 'This server sends no e-mail',
        timestamp: '2026-01-01T00:00:00.000Z',
      },
    },
  });
  const user = renderPage(<NotificationsSection />);
  const toggle = await screen.findByRole('switch', { name: /Tell me when a recording/ });
  await user.click(toggle);
  assert.match((await screen.findByRole('alert')).textContent ?? '', /sends no e-mail/);
  assert.ok(!(toggle as HTMLInputElement).checked);
});

test('nothing is shown where the server sends no e-mail', async () => {
  signedIn();
  apiServer.on('GET /session/notifications', { body: { ...OFF, available: false } });
  renderPage(<NotificationsSection />);
  await waitFor(() => assert.equal(apiServer.received('GET /session/notifications').length, 1));
  assert.equal(screen.queryByRole('heading', { name: 'E-mail' }), null);
  assert.equal(screen.queryByRole('switch'), null);
});
