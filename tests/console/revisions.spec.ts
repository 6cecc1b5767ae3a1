/** Corrections of a transcript and the history of results. */
import { expectFit } from './every-page.ts';
import { ANALYSIS_LIMIT_MS, expect, test } from './fixtures.ts';

test('a corrected word is marked, and the result before the correction is in the history', async ({
  page,
  callRun,
}) => {
  test.setTimeout(2 * ANALYSIS_LIMIT_MS);
  await page.goto(`/runs/${callRun.id}`);
  const words = page.getByRole('region', { name: 'What was said' });
  await page
    .getByRole('button', { name: /^Correct what was said at/ })
    .nth(1)
    .press('Enter');
  const passage = page.getByRole('textbox', { name: /what was said/ });
  const [firstWord = '', ...rest] = (await passage.inputValue()).split(' ');
  await passage.fill(['Zanzibar', ...rest].join(' '));
  await expectFit(page, 'the report');
  await passage.press('Enter');
  await page.getByRole('button', { name: 'Save and rescore' }).click();
  // The models that score are loaded first.
  await expect(page.getByText('Corrected and rescored')).toBeVisible({ timeout: ANALYSIS_LIMIT_MS });
  await expect(words.locator('[data-corrected]', { hasText: 'Zanzibar' })).toBeVisible();
  await expect(words.locator('del', { hasText: firstWord }).first()).toBeVisible();
});

test('an older result is shown as such and cannot be corrected', async ({ page, sampleRun }) => {
  await page.goto(`/runs/${sampleRun.id}`);
  await page.getByRole('link', { name: 'View 1' }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/${sampleRun.id}\\?result=1$`));
  const notice = page.getByText('You are viewing result 1');
  await expect(notice).toBeVisible();
  await expect(page.getByRole('button', { name: /^Correct what was said/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'Latest' }).first().click();
  await expect(notice).toBeHidden();
  await expect(page.getByRole('button', { name: /^Correct what was said/ }).first()).toBeVisible();
});
