/** Setup of a new server, and an invitation. */
import type { Page } from '@playwright/test';
import { createInvitationLink } from './create-links.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { startEmptyInstallation } from './start-installation.ts';

const PHONE = { viewport: { width: 390, height: 844 } } as const;
const PASSWORD = 'seven quiet rivers meet';

test('a new server is set up with the link that it prints, and an invited user joins', async ({
  openProfile,
}) => {
  test.setTimeout(300_000);
  await using empty = await startEmptyInstallation();
  const open = async (link: string, title: string): Promise<Page> => {
    const page = await openProfile({ ...PHONE, baseURL: empty.url });
    await page.goto(link);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      await expectAccessible(page);
    }
    return page;
  };
  const owner = await open(empty.setupLink, 'Set up Vivavoce');
  await owner.getByLabel('Organisation').fill('Acme Recruiting');
  await owner.getByLabel('E-mail').fill('ada@example.com');
  await submitAccountForm(owner, 'Ada Adler', 'Create owner account');

  const guest = await open(await createInvitationLink(owner, 'bea@example.com'), 'Join Acme Recruiting');
  await submitAccountForm(guest, 'Bea Baker', 'Join');
});

/** Submits name and password, and reaches the dashboard. */
async function submitAccountForm(page: Page, name: string, button: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
}
