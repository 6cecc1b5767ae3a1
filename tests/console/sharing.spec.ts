/** Reports that are shared with the candidate and with a colleague. */
import type { Page } from '@playwright/test';
import { createShareLink } from './create-links.ts';
import { expectFit } from './every-page.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { playEvidence } from './play-evidence.ts';

/** Opens a share link in another browser profile: the report shows who shares it, and the corrected word. */
async function openShared(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText('Acme Recruiting shares this report')).toBeVisible();
  await expect(page.locator('[data-corrected]', { hasText: 'Dariusz' })).toBeVisible();
}

test('the candidate sees no recommendation, contests a score, and reads the answer', async ({
  page,
  openProfile,
  sampleRun,
}) => {
  await page.goto(`/runs/${sampleRun.id}`);
  const candidate = await openProfile();
  await openShared(candidate, await createShareLink(page, 'The candidate'));
  await expect(candidate.getByText('For the recruiter')).toHaveCount(0);
  await candidate.getByRole('combobox', { name: 'Which score?' }).selectOption('Accent');
  await candidate.getByRole('textbox', { name: 'Moment of the recording' }).fill('0:05');
  await candidate.getByRole('textbox', { name: 'Your words' }).fill('The line was bad here.');
  await candidate.getByRole('button', { name: 'Send the request' }).click();
  await expect(candidate.getByText('Contest a score · Accent · at 0:05')).toBeVisible();
  await expectAccessible(candidate);

  await page.goto('/requests');
  await page.getByRole('button', { name: 'Open: cand-4711, Contest a score' }).click();
  const request = page.getByRole('dialog');
  await expect(request.getByText('The line was bad here.')).toBeVisible();
  await expectAccessible(page);
  await request
    .getByRole('textbox', { name: 'Answer to the candidate' })
    .fill('A colleague will listen to it.');
  await request.getByRole('button', { name: 'Send the answer' }).click();
  await expect(request).toHaveCount(0);
  await candidate.reload();
  await expect(candidate.getByText('A colleague will listen to it.')).toBeVisible();
});

test('a colleague sees recommendation and review, and plays the evidence', async ({
  page,
  openProfile,
  sampleRun,
}) => {
  await page.goto(`/runs/${sampleRun.id}`);
  const colleague = await openProfile();
  await openShared(colleague, await createShareLink(page, 'A colleague'));
  await expect(colleague.getByRole('region', { name: 'For the recruiter' })).toBeVisible();
  await expect(colleague.getByText('Knew the trade.')).toBeVisible();
  // Of several tabs each tells whose report it is.
  await expect(colleague).toHaveTitle(/^Interview report, .*Acme Recruiting, .*20\d\d/);
  await expect(colleague.getByRole('heading', { name: /^Interview report/, level: 1 })).toBeVisible();
  await expect(colleague.getByRole('link', { name: 'PDF' })).toHaveAttribute('href', /pdf/);
  await colleague.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(colleague.getByRole('region', { name: 'Für das Recruiting' })).toBeVisible();
  await colleague.getByRole('combobox').first().selectOption('en');
  await expect(colleague.getByRole('button', { name: 'Send the request' })).toHaveCount(0);
  await playEvidence(colleague);
  await expectFit(colleague, 'the shared report');
});
