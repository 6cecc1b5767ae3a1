/** The list of runs: search, filters and comparison. */
import { expect, test } from './fixtures.ts';

test('the list is searched, cleared of filters, and leads to the report', async ({ page, sampleRun }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/runs?q=cand-4711');
  const link = page.getByRole('link', { name: 'Daniel Nowak' });
  await expect(link).toBeVisible();
  // A phone shows state, length and date as well.
  const row = page.getByRole('row').filter({ has: link });
  for (const text of ['Scored', /^\d:\d\d$/, /^this minute$|ago$/])
    await expect(row.getByText(text)).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('searchbox').fill('another person');
  await expect(page.getByText('No matching runs')).toBeVisible();
  await expect(page).toHaveURL(/q=another/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/runs/${sampleRun.id}$`));
});

test('two runs with overlapping intervals are compared without a winner', async ({
  page,
  sampleRun,
  callRun,
}) => {
  expect([sampleRun.status, callRun.status]).toEqual(['success', 'success']);
  await page.goto('/runs');
  await page.getByRole('checkbox', { name: /^Select Daniel/ }).check();
  await page.getByRole('checkbox', { name: /^Select cand-4712/ }).check();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(page.getByText('too close to call').first()).toBeVisible();
});
