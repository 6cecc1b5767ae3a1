/** A recording in two files: one report, whose player goes from one file to the next. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { speechFixture, twoChannelCall } from '@vivavoce/samples';
import { readWav, SAMPLE_RATE, toWav } from '../../samples/wav.ts';
import { pixelsBeyond } from './browser.ts';
import { ANALYSIS_LIMIT_MS, expect, expectAccessible, test } from './fixtures.ts';

/** Longer than the other parts, and as quickly transcribed. */
const SILENCE_S = 30;

/** Writes the short speech with a silence after it. */
async function writeLongPart(path: string): Promise<string> {
  const speech = readWav(await readFile(speechFixture('wav')));
  const samples = new Float32Array(speech.length + SILENCE_S * SAMPLE_RATE);
  samples.set(speech);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, toWav(samples, SAMPLE_RATE));
  return path;
}

test('a recording in parts is played over the end of a part, and from evidence in each', async ({
  page,
  vivavoce,
}, testInfo) => {
  test.setTimeout(2 * ANALYSIS_LIMIT_MS);
  const files = [
    speechFixture('mp3'),
    speechFixture('opus'),
    await writeLongPart(testInfo.outputPath('last.wav')),
  ];
  // Too little speech for scores: the player needs the words alone.
  const { id } = await vivavoce.submit(files, { accommodation: true });
  const run = await vivavoce.waitForResult(id);
  if (run.status === 'failed') throw new Error(run.error.message);
  const { parts = [], durationMs } = run.audio;
  expect(parts.map(({ part }) => part)).toEqual([1, 2, 3]);
  await page.goto(`/runs/${id}`);
  const slider = page.getByLabel('Position in the recording');
  const position = async () => Number(await slider.inputValue());
  const boundaryS = Math.floor((parts[1]?.startMs ?? 0) / 1000);
  await slider.fill(String(boundaryS - 3));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(position, { timeout: 30_000 }).toBeGreaterThanOrEqual(boundaryS + 1);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  expect(await position()).toBeLessThan(boundaryS + 10);

  const [last] = run.transcript.segments.filter(({ startMs }) => startMs > (parts[2]?.startMs ?? 0));
  const startS = Math.floor((last?.startMs ?? 0) / 1000);
  await page.goto(`/runs/${id}?t=${startS}`);
  await expect(slider).toHaveValue(String(startS));
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(position, { timeout: 30_000 }).toBeGreaterThan(startS);
  await slider.fill('1');
  await expect.poll(position, { timeout: 30_000 }).toBeGreaterThan(1);
  expect(await position()).toBeLessThan(durationMs / 2000);

  await expectAccessible(page);
  await page.getByRole('button', { name: 'Download' }).click();
  const file = page.getByRole('menuitem', { name: 'Recording, part 3' });
  await expect(file).toHaveAttribute('href', /\/audio\?part=3$/);
});

test.describe('on a phone in dark mode', () => {
  test.use({
    viewport: { width: 390, height: 900 },
    colorScheme: 'dark',
    contextOptions: { reducedMotion: 'reduce' },
  });

  test('files that are parts of one interview are put in order by keyboard and become one run', async ({
    page,
    vivavoce,
  }) => {
    await page.goto('/playground');
    await page
      .getByLabel('Drop a recording here')
      .setInputFiles([twoChannelCall.opus, twoChannelCall.mp3, 'README.md']);
    await page.getByRole('switch', { name: 'These files are parts of one interview' }).check();
    const parts = page.getByRole('region', { name: 'Parts of the interview, in order' });
    const names = () => parts.getByRole('listitem').locator('p:first-child').allTextContents();
    expect(await names()).toEqual(['1. call.mp3', '2. call.opus', '3. README.md']);
    await expect(parts.getByRole('listitem', { name: 'README.md' })).toContainText('This is not a recording');
    await expect(page.getByRole('button', { name: 'Analyse' })).toBeDisabled();
    await expectAccessible(page);
    expect(await pixelsBeyond(page), 'px beyond the screen').toBe(0);
    await page.getByRole('button', { name: 'Remove: README.md' }).click();
    await page.getByRole('button', { name: 'Move down: call.mp3' }).focus();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual(['1. call.opus', '2. call.mp3']);
    // At the end of the list only the other button is left.
    await expect(page.getByRole('button', { name: 'Move up: call.mp3' })).toBeFocused();
    // Of both together: each alone would cost 2.
    await expect(page.getByText('3 credits')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Analyse' }).click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/, { timeout: ANALYSIS_LIMIT_MS });
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    // Stored as submitted, in the order of the page.
    const [first, second] = await Promise.all(
      [1, 2].map(async (part) => (await vivavoce.audio(id, { part })).type),
    );
    expect([first, second]).toEqual(['audio/ogg', 'audio/mpeg']);
    await vivavoce.erase(id);
  });
});

test('a link is asked for beside a file, and what is no link is said', async ({ page }) => {
  await page.goto('/playground');
  const links = page.getByLabel('Links to the recording');
  await links.fill('interview.mp3');
  await expect(page.getByText('Each line must be an address that begins with https://.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Analyse' })).toBeDisabled();
  await links.fill('https://127.0.0.1/interview.mp3');
  await page.getByRole('button', { name: 'Analyse' }).click();
  await expect(page.getByRole('alert')).toContainText('audioUrl cannot be used');
  await expectAccessible(page);
});
