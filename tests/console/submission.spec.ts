/** From an upload to its report, and to the erasure of the run. */
import { speechFixture, twoChannelCall } from '@vivavoce/samples';
import { pixelsBeyond } from './browser.ts';
import { ANALYSIS_LIMIT_MS, expect, expectAccessible, test } from './fixtures.ts';

test('an uploaded recording shows its cost, its request and progress, ends in a report and can be erased', async ({
  page,
}) => {
  test.setTimeout(2 * ANALYSIS_LIMIT_MS);
  await page.goto('/playground');
  await page.getByLabel('Drop a recording here').setInputFiles(twoChannelCall.opus);
  await expect(page.getByText('2 credits')).toBeVisible();
  await page.getByLabel('Candidate', { exact: true }).fill('Petra Klein');
  await page.getByLabel('External id', { exact: true }).fill('cand-4713');
  await page.getByLabel('Tags', { exact: true }).fill('warehouse');
  await expect(page.getByText("-F 'externalId=cand-4713'")).toBeVisible();
  await page.getByRole('button', { name: 'Analyse' }).click();
  await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
  // At 0 % it has no width, which counts as hidden.
  await expect(page.getByRole('progressbar')).toBeAttached();
  await expect(page.getByRole('group', { name: 'Words so far' })).toContainText(/Speaker [12]/, {
    timeout: ANALYSIS_LIMIT_MS,
  });
  const transcript = page.getByRole('region', { name: 'Transcript' }).first();
  await expect(transcript).toBeVisible({ timeout: ANALYSIS_LIMIT_MS });
  await expect(page.getByRole('heading', { name: 'Petra Klein', level: 1 })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Overall: .* level [ABC][12]/ })).toBeVisible();

  const { pathname } = new URL(page.url());
  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await page.goto(pathname);
  await expect(page.getByRole('alert')).toBeVisible();
});

test.describe('on a phone in dark mode', () => {
  test.use({
    viewport: { width: 390, height: 900 },
    colorScheme: 'dark',
  });

  test('two files become two runs, and leaving before that asks first', async ({ page, vivavoce }) => {
    await page.goto('/playground');
    await page
      .getByLabel('Drop a recording here')
      .setInputFiles([speechFixture('opus'), speechFixture('mp3'), 'README.md']);
    await expect(page.getByText(/^Total cost: 2 credits/)).toBeVisible();
    await expect(page.getByRole('listitem', { name: 'README.md' })).toContainText('This is not a recording');
    const opus = page.getByRole('listitem', { name: 'speech.opus' });
    await opus.getByLabel('Candidate').fill('Queued first');
    await expectAccessible(page);
    expect(await pixelsBeyond(page), 'px beyond the screen').toBe(0);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Dashboard' }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('button', { name: 'Remove: README.md' }).click();
    await page.getByRole('button', { name: 'Analyse 2 recordings' }).click();
    await expect(page.getByText('2 of 2 submitted.')).toBeVisible({ timeout: ANALYSIS_LIMIT_MS });
    await expectAccessible(page);
    expect(await pixelsBeyond(page), 'px beyond the screen').toBe(0);
    const links = await page.getByRole('link', { name: /^Open the run: / }).all();
    const ids = await Promise.all(
      links.map(async (link) => (await link.getAttribute('href'))?.split('/').at(-1) ?? ''),
    );
    expect(new Set(ids).size).toBe(2);
    // Nothing is left to lose: the page is left without a question.
    const opusRun = await opus.getByRole('link').getAttribute('href');
    await opus.getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`${opusRun}$`));
    await page.goto('/runs');
    await expect(page.getByRole('link', { name: 'Queued first' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'speech', exact: true })).toBeVisible();
    for (const id of ids) await vivavoce.erase(id);
  });
});

test('a recording survives a reload, is offered again, and goes when it is discarded', async ({ page }) => {
  await page.goto('/playground');
  await page.getByText('Record', { exact: true }).click();
  await page.getByRole('button', { name: 'Start recording' }).click();
  await expect(page.getByRole('timer')).toHaveText(/^0:0[3-9]/);
  // As a crash would: the page is not asked.
  await page.goto('about:blank');
  await page.goto('/playground');
  const notice = page.getByRole('alert').filter({ hasText: 'A recording was not sent' });
  await expect(notice).toContainText(/^.*0:0\d long/);
  await notice.getByRole('button', { name: 'Use this recording' }).click();
  await expect(page.getByText(/^recording\.(webm|mp4|ogg)$/)).toBeVisible();
  await page.goto('about:blank');
  await page.goto('/playground');
  await notice.getByRole('button', { name: 'Discard' }).click();
  await expect(notice).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Analyse' })).toBeVisible();
  await expect(notice).toBeHidden();
});
