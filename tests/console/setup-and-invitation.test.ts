/** Setup of a new server, and an invitation. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { accessibilityViolations, openBrowser, openPage, type WatchedPage } from './browser.ts';
import { createInvitationLink } from './create-links.ts';
import { installWithoutOwner } from './installation.ts';

const PHONE = { width: 390, height: 844 };
const PASSWORD = 'seven quiet rivers meet';

test('a new server is set up with the link that it prints, and an invited user joins', async () => {
  await using empty = await installWithoutOwner();
  await using browser = await openBrowser();
  const { url, setupLink } = empty.server;
  const owner = await openLink(browser, url, setupLink ?? '', 'Set up Vivavoce');
  await owner.page.getByLabel('Organisation').fill('Acme Recruiting');
  await owner.page.getByLabel('E-mail').fill('ada@example.com');
  await submitAccountForm(owner.page, 'Ada Adler', 'Create owner account');

  const link = await createInvitationLink(owner.page, 'bea@example.com');
  const guest = await openLink(browser, url, link, 'Join Acme Recruiting');
  await submitAccountForm(guest.page, 'Bea Baker', 'Join');
  assert.deepEqual([...owner.errors, ...guest.errors], []);
});

/** Asserts that the page behind a link has no violations in dark and light mode. @returns the page in light mode. */
async function openLink(
  browser: Browser,
  baseURL: string,
  link: string,
  title: string,
): Promise<WatchedPage> {
  const inScheme = async (colorScheme: 'dark' | 'light') => {
    const opened = await openPage(browser, {
      baseURL,
      viewport: PHONE,
      colorScheme,
      reducedMotion: 'reduce',
    });
    await opened.page.goto(link);
    await opened.page.getByRole('heading', { name: title }).waitFor();
    assert.deepEqual(await accessibilityViolations(opened.page), [], `${title}, ${colorScheme}`);
    return opened;
  };
  const dark = await inScheme('dark');
  await dark.page.context().close();
  return inScheme('light');
}

/** Submits name and password, and reaches the dashboard. */
async function submitAccountForm(page: Page, name: string, button: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
}
