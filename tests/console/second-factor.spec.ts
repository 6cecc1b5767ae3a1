/** Second factors: an authenticator app, recovery codes and passkeys, at the login and in the account. */
import type { Page } from '@playwright/test';
import { type TOTP, URI } from 'otpauth';
import { createInvitationLink } from './create-links.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

const PASSWORD = 'seven quiet rivers meet';
const STEP_MS = 30_000;

/** Joins by an invitation and opens the page of the account. */
async function join(guest: Page, link: string): Promise<void> {
  await guest.goto(link);
  await guest.getByLabel('Your name').fill('Dora Diaz');
  await guest.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await guest.getByRole('button', { name: 'Join' }).click();
  await expect(guest.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await guest.goto('/account');
}

/** Signs in with the password; a second step follows. */
async function enterPassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Dora Diaz/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
}

test('a user sets up an app, signs in with its code, and with a recovery code', async ({
  page,
  openProfile,
  installation,
}, { retry }) => {
  // Of an address that an earlier try invited there is a user already.
  const email = `dora-${retry}@example.com`;
  const guest = await openProfile({ baseURL: installation.url });
  await join(guest, await createInvitationLink(page, email));
  await guest.getByRole('button', { name: 'Set up app' }).click();
  await expect(guest.getByRole('img', { name: 'QR code for the authenticator app' })).toBeVisible();
  const secret = ((await guest.getByTestId('totp-secret').textContent()) ?? '').replaceAll(' ', '');
  await expectAccessible(guest);
  const totp = URI.parse(`otpauth://totp/x?secret=${secret}`) as TOTP;
  await guest.getByRole('textbox', { name: 'Code' }).fill(totp.generate());
  await guest.getByRole('button', { name: 'Confirm' }).click();
  const codes = ((await guest.getByTestId('recovery-codes').textContent()) ?? '').trim().split('\n');
  expect(codes).toHaveLength(10);
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'I have kept them' }).click();
  await expect(guest.getByText('10 codes left')).toBeVisible();
  await signOut(guest);

  await enterPassword(guest, email);
  await expectAccessible(guest);
  // The code that set the app up is not accepted again.
  await guest.getByRole('textbox', { name: 'Code' }).fill(totp.generate({ timestamp: Date.now() + STEP_MS }));
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(guest.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await signOut(guest);

  await enterPassword(guest, email);
  await guest.getByRole('textbox', { name: 'Code' }).fill(codes[0] ?? '');
  await guest.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(guest.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await guest.goto('/account');
  await expect(guest.getByText('9 codes left')).toBeVisible();
});

test('a user adds a passkey, signs in with it alone, and after the password', async ({
  page,
  openProfile,
  installation,
}, { retry }) => {
  const email = `dario-${retry}@example.com`;
  // Browsers allow passkeys for names, not for addresses.
  const guest = await openProfile({ baseURL: installation.url.replace('127.0.0.1', 'localhost') });
  const devtools = await guest.context().newCDPSession(guest);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const link = (await createInvitationLink(page, email)).replace('127.0.0.1', 'localhost');
  await join(guest, link);
  await guest.getByRole('button', { name: 'Add passkey' }).click();
  const form = guest.getByRole('dialog');
  await form.getByLabel('Name').fill('Test key');
  await form.getByRole('button', { name: 'Add passkey' }).click();
  await guest.getByRole('button', { name: 'I have kept them' }).click();
  await expect(guest.getByRole('cell', { name: 'Test key', exact: true })).toBeVisible();
  await expectAccessible(guest);
  await signOut(guest);

  await guest.getByRole('button', { name: 'Sign in with a passkey' }).click();
  // Back to where the user was.
  await expect(guest.getByRole('heading', { name: 'Your account', level: 1 })).toBeVisible();
  await signOut(guest);

  await enterPassword(guest, email);
  await guest.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(guest.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
});
