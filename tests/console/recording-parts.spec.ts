/** A recording in two files: one report, whose player goes from one file to the next. */
import { speechFixture, twoChannelCall } from '@vivavoce/samples';
import { ANALYSIS_LIMIT_MS, expect, expectAccessible, test } from './fixtures.ts';

test('a recording in parts is played over the end of a part, and from evidence in each', async ({
  page,
  vivavoce,
}) => {
  test.setTimeout(2 * ANALYSIS_LIMIT_MS);
  const { id } = await vivavoce.submit([speechFixture('mp3'), speechFixture('opus'), twoChannelCall.mp3]);
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

test('a link is asked for beside a file, and what is no link is said', async ({ page }) => {
  await page.goto('/playground');
  const links = page.getByLabel('Links to the recording');
  await links.fill('interview.mp3');
  await expect(page.getByText('Each line must be an address that begins with https://.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Fetch and start' })).toBeDisabled();
  await links.fill('https://127.0.0.1/interview.mp3');
  await page.getByRole('button', { name: 'Fetch and start' }).click();
  await expect(page.getByRole('alert')).toContainText('audioUrl cannot be used');
  await expectAccessible(page);
});
