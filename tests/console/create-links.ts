/** Links for other people, made in the console as its users make them. */
import type { Page } from 'playwright-core';

/** Makes a link to the report that is open, for a colleague or for the candidate. */
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

/** Invites somebody. */
export async function createInvitationLink(page: Page, email: string): Promise<string> {
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('E-mail').fill(email);
  await form.getByRole('button', { name: 'Invite someone' }).click();
  return readLink(page);
}

/** The link that a dialog shows, which is closed then. */
async function readLink(page: Page): Promise<string> {
  const link = (await page.getByTestId('secret').textContent()) ?? '';
  await page.getByRole('button', { name: 'Close' }).last().click();
  return link;
}
