/** API keys and the developers' page. */
import { expect, test } from './fixtures.ts';

test('an API key is created, shown once, and revoked', async ({ page }) => {
  await page.goto('/administration/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const secret = page.getByTestId('secret');
  await expect(secret).toHaveText(/^vv_live_/);
  const lastFour = ((await secret.textContent()) ?? '').slice(-4);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const row = page.getByRole('row', { name: lastFour });
  await row.getByRole('button', { name: /^Revoke key/ }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(row.getByText('Revoked')).toBeVisible();
});

test('recent requests are shown as code', async ({ page }) => {
  await page.goto('/');
  const menu = page.getByRole('navigation', { name: 'Menu' });
  await menu.getByRole('link', { name: 'Credits' }).click();
  await expect(page.getByRole('heading', { name: 'Credits', level: 1 })).toBeVisible();
  await menu.getByRole('link', { name: 'Developers' }).click();
  await page
    .getByRole('button', { name: /GET \/credits 200 in/ })
    .first()
    .click();
  const request = page.getByRole('region', { name: 'GET /credits' });
  await expect(request.getByText(/curl -H "X-API-Key: \$VIVAVOCE_KEY"/)).toBeVisible();
  await request.getByText('SDK').click();
  await expect(request.getByText('vivavoce.credits()')).toBeVisible();
});
