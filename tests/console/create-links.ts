/** Creates links in the console as its users do. */
import type { Page } from 'playwright-core';

/** Creates a share link to the open report. */
export async function createShareLink(
  page: Page,
  audience: 'A colleague' | 'The candidate',
): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('dialog').getByText(audience, { exact: true }).first().click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await readLink(page);
  await page.keyboard.press('Escape');
  return link;
}

/** Invites a person. @returns the link. */
export async function createInvitationLink(page: Page, email: string): Promise<string> {
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('E-mail').fill(email);
  await form.getByRole('button', { name: 'Invite someone' }).click();
  return readLink(page);
}

/** Reads the link from a dialog and closes it. */
async function readLink(page: Page): Promise<string> {
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Close' }).last().click();
  return link;
}
