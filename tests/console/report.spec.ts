/** The report of a run: evidence, transcript, review, long interviews, and its HTML file. */

import { coveredFocus, shareOfBars } from './covered-focus.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { scrollLongTranscript } from './long-transcript.ts';
import { playEvidence } from './play-evidence.ts';

test('a moment of evidence is played, and playback stops after the word', async ({ page, sampleRun }) => {
  await page.goto(`/runs/${sampleRun.id}`);
  await playEvidence(page);
});

test('a link to a moment opens there, in the transcript too, which is searched', async ({
  page,
  sampleRun,
}) => {
  await page.goto(`/runs/${sampleRun.id}?t=85`);
  await expect(page.getByTestId('player-time')).toHaveText(/^1:25/);
  await expect(page.locator('article[data-active]')).toBeInViewport();
  await page.getByRole('searchbox', { name: 'Search transcript' }).fill('traffic jam');
  await expect(page.getByText('1 of 1')).toBeVisible();
  await expect(page.locator('[data-found]').first()).toBeVisible();
  expect((await page.locator('[data-found]').allTextContents()).join(' ')).toMatch(/traffic jam/);
  const [found, plain] = await page.evaluate(() =>
    ['[data-found]', '[data-start]:not([data-found])'].map(
      (word) => getComputedStyle(document.querySelector(word) as Element).backgroundColor,
    ),
  );
  expect(found, 'a found word is marked in the built page').not.toBe(plain);
  expect(found).not.toBe('rgba(0, 0, 0, 0)');
});

test('beside the scores the player is the first stop after the summary; below, its dock hides no focus', async ({
  page,
  sampleRun,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`/runs/${sampleRun.id}`);
  const [scores, transcript] = await Promise.all(
    ['The three scores', 'Transcript'].map((name) =>
      page.getByRole('region', { name, exact: true }).boundingBox(),
    ),
  );
  expect(transcript?.x ?? 0, 'the transcript stands on the right').toBeGreaterThan(
    (scores?.x ?? 0) + (scores?.width ?? 0) - 1,
  );
  const player = page.getByRole('region', { name: 'Audio player' });
  await page.getByRole('region', { name: 'Result', exact: true }).getByRole('button').last().focus();
  await page.keyboard.press('Tab');
  await expect(player.locator(':focus')).toHaveCount(1);
  // A laptop, a phone, a window between, and the laptop enlarged to 400 %.
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
    [900, 700],
    [320, 200],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect.soft(await coveredFocus(page), `covered at ${width} px`).toEqual([]);
    expect.soft(await shareOfBars(page), `share of bars at ${width} px`).toBeLessThan(0.34);
  }
});

test('a reviewer overrides a score with a note', async ({ page, callRun }) => {
  await page.goto(`/runs/${callRun.id}`);
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByLabel('Override').check();
  await page.getByRole('textbox', { name: 'Vocabulary' }).fill('3');
  await page.getByRole('textbox', { name: 'Note' }).fill('Knew the words of the trade.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Knew the words of the trade.')).toBeVisible();
});

test('all of ten thousand words are in the page, and only those near the visible ones are laid out', async ({
  page,
  sampleRun,
}) => {
  const { words, drawn, laidOut } = await scrollLongTranscript(page, `/runs/${sampleRun.id}`);
  expect(words).toBeGreaterThanOrEqual(10_000);
  expect(drawn).toBe(words);
  expect(laidOut).toBeGreaterThan(50);
  expect(laidOut).toBeLessThan(3000);
});

test('the HTML report is accessible on a phone in light and in dark mode', async ({
  page,
  vivavoce,
  sampleRun,
}) => {
  const report = await vivavoce.report(sampleRun.id, { format: 'html' });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.setContent(await report.text());
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
  }
});

test('speakers are named and a moment is commented, where they are read', async ({ page, callRun }) => {
  await page.goto(`/runs/${callRun.id}`);
  const words = page.getByRole('region', { name: 'What was said' });
  await page.getByRole('button', { name: 'Name the speakers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Names of the speakers' });
  await dialog.getByRole('textbox').last().fill('Ms Weber');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(words.getByText('Ms Weber').first()).toBeVisible();
  const opener = words.getByRole('button', { name: /^Comment on what was said at/ }).first();
  await opener.click();
  await words.getByRole('textbox', { name: /^Comment at/ }).fill('A calm opening.');
  await words.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(words.getByText('A calm opening.')).toBeVisible();
  const panel = page.getByRole('region', { name: 'Comments' });
  await panel.getByRole('button', { name: /^Delete your comment at/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('A calm opening.')).toHaveCount(0);
  await page.getByRole('button', { name: 'Name the speakers' }).click();
  await dialog.getByRole('textbox').last().fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(words.getByText('Ms Weber')).toHaveCount(0);
});
