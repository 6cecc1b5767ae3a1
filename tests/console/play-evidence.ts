import { expect, type Page } from '@playwright/test';

/** Plays the first moment of the vocabulary panel, and asserts that playback starts there and stops soon after. */
export async function playEvidence(page: Page): Promise<void> {
  const moment = page.getByRole('region', { name: 'Vocabulary in detail' }).getByRole('button').first();
  await expect(moment).toHaveText(/\d+:\d\d$/);
  const [, minutes, seconds] = /(\d+):(\d\d)$/.exec((await moment.textContent()) ?? '') ?? [];
  const startSeconds = Number(minutes) * 60 + Number(seconds);
  const position = async () => Number(await page.getByLabel('Position in the recording').inputValue());
  await moment.click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toBeVisible();
  expect(Math.abs((await position()) - startSeconds), 'distance from the word, s').toBeLessThanOrEqual(2);
  await expect(pause).toBeHidden();
  const end = await position();
  expect(end).toBeGreaterThanOrEqual(startSeconds);
  expect(end).toBeLessThanOrEqual(startSeconds + 3);
}
