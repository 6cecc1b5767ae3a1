/** Reports that are shared with the candidate and with a colleague. */
import type { Page } from '@playwright/test';
import { createShareLink } from './create-links.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { playEvidence } from './play-evidence.ts';

/** Opens a share link in another browser profile: the report shows who shares it, and the corrected word. */
async function openShared(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.getByText('Acme Recruiting shares this report')).toBeVisible();
  await expect(page.locator('[data-corrected]', { hasText: 'Dariusz' })).toBeVisible();
}

test('the candidate sees no recommendation and can request erasure', async ({
  page,
  openProfile,
  sampleRun,
}) => {
  await page.goto(`/runs/${sampleRun.id}`);
  const candidate = await openProfile();
  await openShared(candidate, await createShareLink(page, 'The candidate'));
  await expect(candidate.getByText('For the recruiter')).toHaveCount(0);
  await expectAccessible(candidate);
  await candidate.getByRole('button', { name: 'Request erasure' }).click();
  await candidate.getByRole('dialog').getByRole('button', { name: 'Request erasure' }).click();
  await expect(candidate.getByText('You requested erasure')).toBeVisible();
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
  await expect(colleague.getByRole('button', { name: 'Request erasure' })).toHaveCount(0);
  await playEvidence(colleague);
  await expectAccessible(colleague);
});
