/** The report of a run: evidence, transcript, review, long interviews, and its HTML file. */
import { expect, expectAccessible, test } from './fixtures.ts';
import { scrollLongTranscript } from './long-transcript.ts';
import { playEvidence } from './play-evidence.ts';

test('a moment of evidence is played, and playback stops after the word', async ({ page, sampleRun }) => {
  await page.goto(`/runs/${sampleRun.id}`);
  await playEvidence(page);
});

test('the transcript is searched', async ({ page, sampleRun }) => {
  await page.goto(`/runs/${sampleRun.id}`);
  await page.getByRole('searchbox', { name: 'Search transcript' }).fill('traffic jam');
  await expect(page.getByText('1 match')).toBeVisible();
  await expect(page.locator('[data-found]').first()).toBeVisible();
  expect((await page.locator('[data-found]').allTextContents()).join(' ')).toMatch(/traffic jam/);
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

test('of ten thousand words only those near the visible ones are in the page', async ({
  page,
  sampleRun,
}) => {
  const { words, drawn } = await scrollLongTranscript(page, `/runs/${sampleRun.id}`);
  expect(words).toBeGreaterThanOrEqual(10_000);
  expect(drawn).toBeGreaterThan(50);
  expect(drawn).toBeLessThan(1500);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the HTML report is accessible on a phone in ${colorScheme} mode`, async ({
    openProfile,
    vivavoce,
    sampleRun,
  }) => {
    const report = await vivavoce.report(sampleRun.id, { format: 'html' });
    const page = await openProfile({ viewport: { width: 390, height: 800 }, colorScheme });
    await page.setContent(await report.text());
    await expectAccessible(page);
  });
}
