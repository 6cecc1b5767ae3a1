/** The console in a real browser, against the real server, worker, database and engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPERATIONS } from '@vivavoce/contract';
import { sampleInterview } from '@vivavoce/samples';
import type { Browser, Page } from 'playwright-core';
import {
  accessibilityViolations,
  openBrowser,
  openPage,
  takeScreenshot,
  type WatchedPage,
} from './browser.ts';
import { checkPages, PAGES } from './check-pages.ts';
import { createShareLink } from './create-links.ts';
import { type Installation, install } from './installation.ts';
import { scrollLongTranscript } from './long-transcript.ts';

/** Generous, for loaded machines. */
const TEST_TIMEOUT_MS = 600_000;
const STEP_TIMEOUT_MS = 90_000;

test('a recruiter signs in, watches an analysis, reads and plays the report', {
  timeout: TEST_TIMEOUT_MS,
}, async (t) => {
  const installation = await install(t);
  const browser = await openBrowser();
  t.after(() => browser.close());
  const watched = await openPage(browser, { baseURL: installation.url });
  const { page, errors } = watched;
  page.setDefaultTimeout(STEP_TIMEOUT_MS);

  await logIn(page, installation);
  const runId = await uploadSample(page);
  await watchRun(page);
  await playEvidence(page);
  await searchTranscript(page);
  await correctWords(page, runId);
  await reviewRun(page);
  await shareWithCandidate(page, browser, installation);
  await shareWithColleague(page, browser, installation);
  const otherId = await submitSample(installation);
  await manageKeys(page);
  await inspectRecentRequests(page);
  await setPassword(page);
  await filterRuns(page, runId);
  await switchToGerman(page);
  await compareRuns(page, installation, [runId, otherId]);
  await readLongInterview(page, runId);
  await checkHtmlReport(browser, installation, runId);
  const visitor = { baseURL: installation.url, storageState: await page.context().storageState() };
  await checkPages(browser, visitor, [...PAGES, `/runs/${runId}`]);
  await eraseRun(page, runId);
  assertDocumented(watched);
  assert.deepEqual(errors, []);
});

async function logIn(page: Page, { loginLink, url }: Installation): Promise<void> {
  await page.goto('/runs');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.deepEqual(await accessibilityViolations(page), []);
  await takeScreenshot(page, 'sign-in');
  await page.goto(loginLink);
  await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
  assert.equal(page.url(), `${url}/`);
  await page.goto('/runs');
  await page.getByText('No recordings yet').waitFor();
}

async function submitSample({ vivavoce }: Installation): Promise<string> {
  const { id } = await vivavoce.submit(sampleInterview.audio, { externalId: 'cand-4712' });
  return id;
}

async function uploadSample(page: Page): Promise<string> {
  await page.goto('/playground');
  await page.getByLabel('Drop a recording here').setInputFiles(sampleInterview.audio);
  await page.getByText('5 credits').waitFor();
  await page.getByLabel('Candidate', { exact: true }).fill('Daniel Nowak');
  await page.getByLabel('External id', { exact: true }).fill('cand-4711');
  await page.getByLabel('Tags', { exact: true }).fill('warehouse');
  await page.getByText("-F 'externalId=cand-4711'").waitFor();
  await page.getByRole('button', { name: 'Analyse' }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

async function watchRun(page: Page): Promise<void> {
  await page.getByRole('progressbar').waitFor();
  await takeScreenshot(page, 'progress');
  await page.getByRole('region', { name: 'Transcript' }).first().waitFor({ timeout: TEST_TIMEOUT_MS });
  await page.getByRole('heading', { name: 'Daniel Nowak', level: 1 }).waitFor();
  await page.getByRole('img', { name: /^Overall: .* level [ABC][12]/ }).waitFor();
}

async function playEvidence(page: Page): Promise<void> {
  const moment = page.getByRole('region', { name: 'Vocabulary in detail' }).getByRole('button').first();
  const label = (await moment.textContent()) ?? '';
  const [, minutes, seconds] = /(\d+):(\d\d)$/.exec(label) ?? [];
  const heardAt = Number(minutes) * 60 + Number(seconds);
  await moment.click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.waitFor();
  const player = await page.getByLabel('Position in the recording').inputValue();
  assert.ok(Math.abs(Number(player) - heardAt) <= 2, `${label} is heard at ${player} s`);
  // Playback stops by itself soon after the word.
  await pause.waitFor({ state: 'detached' });
  const ended = Number(await page.getByLabel('Position in the recording').inputValue());
  assert.ok(ended >= heardAt && ended <= heardAt + 3, `ended at ${ended} s`);
}

async function searchTranscript(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search transcript' }).fill('traffic jam');
  await page.getByText('1 match').waitFor();
  await page.locator('[data-found]').first().waitFor();
  assert.match((await page.locator('[data-found]').allTextContents()).join(' '), /traffic jam/);
}

/** Corrects a segment, sees the words marked as corrected, and finds the original in the history. */
async function correctWords(page: Page, runId: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search transcript' }).fill('');
  await page.getByRole('button', { name: 'Correct what was said at 0:07' }).press('Enter');
  const passage = page.getByRole('textbox', { name: /0:07: what was said/ });
  const heard = await passage.inputValue();
  await passage.fill(heard.replace('Daniel', 'Dariusz'));
  assert.deepEqual(await accessibilityViolations(page), []);
  await passage.press('Enter');
  await page.getByRole('button', { name: 'Save and rescore' }).click();
  await page.getByText('Corrected and rescored').waitFor();
  const words = page.getByRole('region', { name: 'What was said' });
  await words.locator('[data-corrected]', { hasText: 'Dariusz' }).waitFor();
  await words.locator('del', { hasText: 'Daniel' }).waitFor();
  await page.getByRole('link', { name: 'View 1' }).click();
  await page.waitForURL(`**/runs/${runId}?result=1`);
  await page.getByText('You are viewing result 1').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Correct what was said/ }).count(), 0);
  await page.getByRole('link', { name: 'Latest' }).first().click();
  await page.getByText('You are viewing result 1').waitFor({ state: 'detached' });
}

async function reviewRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await page.getByLabel('Override').check();
  await page.getByRole('textbox', { name: 'Vocabulary' }).fill('3');
  await page.getByRole('textbox', { name: 'Note' }).fill('Knew the words of the trade.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Knew the words of the trade.').waitFor();
}

/** Creates a link to the report and opens it in another browser profile. */
async function openShared(
  page: Page,
  browser: Browser,
  { url }: Installation,
  audience: Parameters<typeof createShareLink>[1],
): Promise<WatchedPage> {
  const link = await createShareLink(page, audience);
  const reader = await openPage(browser, { baseURL: url });
  reader.page.setDefaultTimeout(STEP_TIMEOUT_MS);
  await reader.page.goto(link);
  await reader.page.getByText('Acme Recruiting shares this report').waitFor();
  await reader.page.locator('[data-corrected]', { hasText: 'Dariusz' }).waitFor();
  return reader;
}

async function shareWithCandidate(page: Page, browser: Browser, installation: Installation): Promise<void> {
  const candidate = await openShared(page, browser, installation, 'The candidate');
  assert.equal(await candidate.page.getByText('For the recruiter').count(), 0);
  assert.deepEqual(await accessibilityViolations(candidate.page), []);
  await candidate.page.getByRole('button', { name: 'Request erasure' }).click();
  await candidate.page.getByRole('dialog').getByRole('button', { name: 'Request erasure' }).click();
  await candidate.page.getByText('You requested erasure').waitFor();
  assert.deepEqual(candidate.errors, []);
  await candidate.page.context().close();
}

/** A colleague sees recommendation and review, and plays the evidence. */
async function shareWithColleague(page: Page, browser: Browser, installation: Installation): Promise<void> {
  const colleague = await openShared(page, browser, installation, 'A colleague');
  await colleague.page.getByRole('region', { name: 'For the recruiter' }).waitFor();
  await colleague.page.getByText('Knew the words of the trade.').waitFor();
  assert.equal(await colleague.page.getByRole('button', { name: 'Request erasure' }).count(), 0);
  await playEvidence(colleague.page);
  assert.deepEqual(await accessibilityViolations(colleague.page), []);
  assertDocumented(colleague);
  assert.deepEqual(colleague.errors, []);
  await colleague.page.context().close();
}

async function manageKeys(page: Page): Promise<void> {
  await page.goto('/administration/keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  assert.match((await page.getByTestId('secret').textContent()) ?? '', /^vv_live_/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page
    .getByRole('button', { name: /^Revoke key/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('Revoked').waitFor();
}

/** Recent requests are shown as code. */
async function inspectRecentRequests(page: Page): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Menu' });
  await menu.getByRole('link', { name: 'Credits' }).click();
  await page.getByRole('heading', { name: 'Credits', level: 1 }).waitFor();
  await menu.getByRole('link', { name: 'Developers' }).click();
  await page
    .getByRole('button', { name: /GET \/credits 200 in/ })
    .first()
    .click();
  const asked = page.getByRole('region', { name: 'GET /credits' });
  await asked.getByText(/curl -H "X-API-Key: \$VIVAVOCE_KEY"/).waitFor();
  await asked.getByText('SDK').click();
  await asked.getByText('vivavoce.credits()').waitFor();
}

/** A first password for a user who signed in with a link; this browser stays signed in. */
async function setPassword(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Ada Adler/ }).click();
  await page.getByRole('menuitem', { name: 'Your account' }).click();
  await page.getByLabel('New password').fill('four calm words in a row');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Password changed').waitFor();
  await page.getByRole('button', { name: 'Change password' }).waitFor();
  await page.getByRole('cell', { name: /this browser/ }).waitFor();
}

async function switchToGerman(page: Page): Promise<void> {
  await page.goto('/runs');
  await page.getByRole('button', { name: /Ada Adler/ }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Aufnahmen', level: 1 }).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await page.getByRole('button', { name: /Ada Adler/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
}

async function compareRuns(page: Page, { vivavoce }: Installation, ids: readonly string[]): Promise<void> {
  await vivavoce.waitForResult(ids.at(-1) ?? '');
  await page.goto('/runs');
  await page.getByRole('link', { name: 'Daniel Nowak' }).waitFor();
  for (const box of await page.getByRole('checkbox', { name: /^Select (Daniel|cand)/ }).all())
    await box.check();
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByText('this shows no real difference').first().waitFor();
  await takeScreenshot(page, 'compare', true);
}

/** Of ten thousand words only those near the visible ones are in the page, down to the last one. */
async function readLongInterview(page: Page, runId: string): Promise<void> {
  const { words, drawn } = await scrollLongTranscript(page, `/runs/${runId}`);
  assert.ok(words >= 10_000 && drawn > 50 && drawn < 1500, `${drawn} of ${words} words were in the page`);
}

/** The HTML report is accessible on a phone, in both colour schemes. */
async function checkHtmlReport(browser: Browser, { vivavoce }: Installation, runId: string): Promise<void> {
  const report = await vivavoce.report(runId, { format: 'html' });
  const html = await report.text();
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openPage(browser, { viewport: { width: 390, height: 800 }, colorScheme });
    await page.setContent(html);
    assert.deepEqual(await accessibilityViolations(page), [], colorScheme);
    await page.context().close();
  }
}

async function eraseRun(page: Page, runId: string): Promise<void> {
  await page.goto(`/runs/${runId}`);
  await page.getByRole('button', { name: 'Erase' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await page.waitForURL('**/runs');
  await page.goto(`/runs/${runId}`);
  await page.getByRole('alert').waitFor();
}

async function filterRuns(page: Page, runId: string): Promise<void> {
  await page.goto('/runs?q=cand-4711');
  await page.getByRole('link', { name: 'Daniel Nowak' }).waitFor();
  await page.getByRole('searchbox').fill('somebody else');
  await page.getByText('No matching runs').waitFor();
  assert.match(page.url(), /q=somebody/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('link', { name: 'Daniel Nowak' }).click();
  await page.waitForURL(`**/runs/${runId}`);
}

/** Every request of the page so far is documented. */
function assertDocumented({ apiCalls }: WatchedPage): void {
  const documented = OPERATIONS.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: new RegExp(`^/api/v1${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  for (const call of apiCalls) {
    const [method, path = ''] = call.split(' ');
    assert.ok(
      documented.some((operation) => operation.method === method && operation.path.test(path)),
      `${call} is not documented`,
    );
  }
  assert.ok(apiCalls.size >= 3);
}
