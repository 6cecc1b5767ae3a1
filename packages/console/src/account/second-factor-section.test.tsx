import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, sessionStateSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { LoginPage } from '../login/login-page.tsx';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';

const NONE = { totp: false, passkeys: [], recoveryCodes: 0, isRequired: false, reauthentication: 'none' };
const SECRET = 'JBSWY3DPEHPK3PXP';
const CODES = Array.from({ length: 10 }, (_, at) => `CODE${at}-AAAAA-BBBBB-CCCCC`);

test('an app is set up by its QR code or its secret and a first code, and recovery codes are shown once', async () => {
  signedIn();
  apiServer.on('GET /session/second-factor', { body: NONE });
  apiServer.on('POST /session/second-factor/totp', {
    status: 201,
    body: { secret: SECRET, uri: `otpauth://totp/Vivavoce:ada?secret=${SECRET}` },
  });
  apiServer.on('PUT /session/second-factor/totp', { body: { recoveryCodes: CODES } });
  const user = renderPage(<SecondFactorSection />);
  await user.click(await screen.findByRole('button', { name: 'Set up app' }));
  await screen.findByRole('img', { name: 'QR code for the authenticator app' });
  assert.equal(screen.getByTestId('totp-secret').textContent?.replaceAll(' ', ''), SECRET);
  await user.type(screen.getByRole('textbox', { name: /Code/ }), '123456');
  await user.click(screen.getByRole('button', { name: 'Confirm' }));
  const shown = await screen.findByTestId('recovery-codes');
  assert.deepEqual(shown.textContent?.trim().split('\n'), CODES);
  const [confirmed] = apiServer.received('PUT /session/second-factor/totp');
  assert.deepEqual(JSON.parse(String(confirmed?.body)), { code: '123456' });
  await user.click(screen.getByRole('button', { name: 'I have kept them' }));
  await waitFor(() => assert.equal(screen.queryByTestId('recovery-codes'), null));
});

test('an old session asks for the password before anything can be changed', async () => {
  signedIn();
  apiServer.on('GET /session/second-factor', { body: { ...NONE, reauthentication: 'password' } });
  apiServer.on('POST /session/reauthentication', { status: 204 });
  const user = renderPage(<SecondFactorSection />);
  const setUp = await screen.findByRole('button', { name: 'Set up app' });
  assert.ok(setUp.hasAttribute('disabled'));
  await user.type(screen.getByLabelText(/Your password/), 'seven quiet rivers');
  apiServer.on('GET /session/second-factor', { body: NONE });
  await user.click(screen.getByRole('button', { name: 'Continue' }));
  await waitFor(() =>
    assert.ok(!screen.getByRole('button', { name: 'Set up app' }).hasAttribute('disabled')),
  );
});

test('a login that is pending asks for the second step, and says what is wrong with a code', async () => {
  const session = {
    ...exampleOf(sessionStateSchema),
    user: null,
    client: null,
    limits: null,
    setupNeeded: false,
    csrfToken: null,
    pendingSignIn: { totp: true, passkey: false, recoveryCode: true },
  };
  apiServer.on('GET /session', { body: session });
  apiServer.on('POST /session/second-factor', {
    status: 401,
    body: {
      error: { code: 'INVALID_CODE', message: 'This code is wrong', timestamp: '2026-01-01T00:00:00.000Z' },
    },
  });
  const user = renderPage(<LoginPage />);
  await screen.findByRole('heading', { name: 'One more step' });
  await user.type(screen.getByRole('textbox', { name: /Code/ }), '000 000');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  assert.match((await screen.findByRole('alert')).textContent ?? '', /This code is wrong/);
});
