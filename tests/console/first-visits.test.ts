/** The pages before anybody is a user: the set-up of a new server, and an invitation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { accessibilityFaults, openBrowser, openPage } from './browser.ts';
import { installEmpty } from './installation.ts';

const PHONE = { width: 390, height: 844 };
const PASSWORD = 'seven quiet rivers meet';

test('a new server is set up by the link that it prints, and somebody invited comes in', async () => {
  await using empty = await installEmpty();
  await using browser = await openBrowser();
  const visitor = { baseURL: empty.server.url, viewport: PHONE };
  const owner = await openPage(browser, visitor);
  await owner.page.goto(empty.server.setupLink ?? '');
  await owner.page.getByLabel('Organisation').fill('Acme Recruiting');
  await owner.page.getByLabel('Your name').fill('Ada Adler');
  await owner.page.getByLabel('E-mail').fill('ada@example.com');
  await owner.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await assertAccessible(owner.page);
  await owner.page.getByRole('button', { name: 'Create the owner' }).click();
  await owner.page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();

  const guest = await openPage(browser, visitor);
  await guest.page.goto(await invite(owner.page, 'bea@example.com'));
  await guest.page.getByRole('heading', { name: 'Join Acme Recruiting' }).waitFor();
  await guest.page.getByLabel('Your name').fill('Bea Baker');
  await guest.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await assertAccessible(guest.page);
  await guest.page.getByRole('button', { name: 'Join' }).click();
  await guest.page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
  assert.deepEqual([...owner.faults, ...guest.faults], []);
});

/** Has somebody invited. @returns the link for them. */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('E-mail').fill(email);
  await form.getByRole('button', { name: 'Invite somebody' }).click();
  return (await page.getByTestId('secret').textContent()) ?? '';
}

/** By axe, in the light and in the dark. */
async function assertAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    assert.deepEqual(await accessibilityFaults(page), [], colorScheme);
  }
}
