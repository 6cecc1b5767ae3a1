/** Signing in, the account, and the language of the console. */
import { expect, expectAccessible, SIGNED_OUT, test } from './fixtures.ts';

test.use({ storageState: SIGNED_OUT });

test('a visitor who is signed out is asked to sign in', async ({ page }) => {
  await page.goto('/runs');
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expectAccessible(page);
});

test('a sign-in link opens the dashboard, and an organisation without recordings sees none', async ({
  page,
  installation,
}) => {
  await page.goto(installation.loginLinks.withoutRuns);
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await expect(page).toHaveURL(`${installation.url}/`);
  await page.goto('/runs');
  await expect(page.getByText('No recordings yet')).toBeVisible();
});

test('a user who signed in with a link sets a first password and stays signed in', async ({
  page,
  installation,
}) => {
  await page.goto(installation.loginLinks.withoutPassword);
  await page.getByRole('button', { name: /Cem Celik/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByLabel('New password').fill('four calm words in a row');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change password' })).toBeVisible();
  await expect(page.getByRole('cell', { name: /this browser/ })).toBeVisible();
});

test.describe('a signed-in user', () => {
  test.use({ storageState: ({ installation }, provide) => provide(installation.ownerState) });

  test('switches the console to German and back', async ({ page }) => {
    await page.goto('/runs');
    await page.getByRole('button', { name: /Ada Adler/ }).click();
    await page.getByRole('menuitem', { name: 'Deutsch' }).click();
    await expect(page.getByRole('heading', { name: 'Aufnahmen', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByRole('button', { name: /Ada Adler/ }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible();
  });
});
