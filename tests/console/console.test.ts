/** The console in a real browser, against the real server, worker, database and engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPERATIONS } from '@vivavoce/contract';
import { sampleInterview } from '@vivavoce/samples';
import type { Page } from 'playwright-core';
import { accessibilityFaults, openBrowser, openPage, takePicture, type WatchedPage } from './browser.ts';
import { type Installation, install } from './installation.ts';

/** A loaded machine may take its time; nothing is judged by it. */
const LIMIT_MS = 600_000;
const STEP_LIMIT_MS = 90_000;

test('a recruiter signs in, watches an analysis, reads and hears the report', {
  timeout: LIMIT_MS,
}, async (t) => {
  const installation = await install(t);
  const browser = await openBrowser();
  t.after(() => browser.close());
  const watched = await openPage(browser, { baseURL: installation.url });
  const { page, faults } = watched;
  page.setDefaultTimeout(STEP_LIMIT_MS);

  await signIn(page, installation);
  const runId = await submitSample(installation);
  await watchRun(page, runId);
  await hearEvidence(page);
  await searchTranscript(page);
  await filterRuns(page, runId);
  for (const colorScheme of ['light', 'dark'] as const) {
    await checkPages(page, ['/runs', '/runs?q=nobody', `/runs/${runId}`, '/nowhere'], colorScheme);
  }
  assertDocumented(watched);
  assert.deepEqual(faults, []);
});

async function signIn(page: Page, { signInLink, url }: Installation): Promise<void> {
  await page.goto('/runs');
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await takePicture(page, 'sign-in');
  await page.goto(signInLink);
  await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
  assert.equal(page.url(), `${url}/runs`);
  await page.getByText('No recordings yet').waitFor();
}

async function submitSample({ vivavoce }: Installation): Promise<string> {
  const { id } = await vivavoce.submit(sampleInterview.audio, {
    externalId: 'cand-4711',
    metadata: { candidate: 'Daniel Nowak', role: 'Dispatcher' },
    tags: ['warehouse'],
  });
  return id;
}

async function watchRun(page: Page, runId: string): Promise<void> {
  await page.goto(`/runs/${runId}`);
  await page.getByRole('progressbar').waitFor();
  await takePicture(page, 'progress');
  await page.getByRole('region', { name: 'Transcript' }).first().waitFor({ timeout: LIMIT_MS });
  await page.getByRole('img', { name: /^Overall: .* level C1/ }).waitFor();
  await page.getByText('Speaker 2', { exact: true }).first().waitFor();
}

async function hearEvidence(page: Page): Promise<void> {
  const moment = page.getByRole('region', { name: 'Vocabulary in detail' }).getByRole('button').first();
  const label = (await moment.textContent()) ?? '';
  const [, minutes, seconds] = /(\d+):(\d\d)$/.exec(label) ?? [];
  const heardAt = Number(minutes) * 60 + Number(seconds);
  await moment.click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await pause.waitFor();
  const player = await page.getByLabel('Position in the recording').inputValue();
  assert.ok(Math.abs(Number(player) - heardAt) <= 2, `${label} is heard at ${player} s`);
  // It ends by itself soon after the word.
  await pause.waitFor({ state: 'detached' });
  const ended = Number(await page.getByLabel('Position in the recording').inputValue());
  assert.ok(ended >= heardAt && ended <= heardAt + 3, `ended at ${ended} s`);
}

async function searchTranscript(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search the words' }).fill('traffic jam');
  await page.getByText('1 place found').waitFor();
  await page.locator('[data-found]').first().waitFor();
  assert.match((await page.locator('[data-found]').allTextContents()).join(' '), /traffic jam/);
}

async function filterRuns(page: Page, runId: string): Promise<void> {
  await page.goto('/runs?q=cand-4711');
  await page.getByRole('link', { name: 'Daniel Nowak' }).waitFor();
  await page.getByRole('searchbox').fill('somebody else');
  await page.getByText('Nothing fits these filters').waitFor();
  assert.match(page.url(), /q=somebody/);
  await page.getByRole('button', { name: 'Remove the filters' }).click();
  await page.getByRole('link', { name: 'Daniel Nowak' }).click();
  await page.waitForURL(`**/runs/${runId}`);
}

async function checkPages(
  page: Page,
  paths: readonly string[],
  colorScheme: 'light' | 'dark',
): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  for (const path of paths) {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await accessibilityFaults(page), [], path);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide at ${width} px`);
      await takePicture(page, `${path.replaceAll(/[^a-z]+/g, '-')}-${width}-${colorScheme}`, true);
    }
  }
}

/** Every request of the pages so far is one that the API documents. */
function assertDocumented({ calls }: WatchedPage): void {
  const documented = OPERATIONS.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: new RegExp(`^/api/v1${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  }));
  for (const call of calls) {
    const [method, path = ''] = call.split(' ');
    assert.ok(
      documented.some((operation) => operation.method === method && operation.path.test(path)),
      `${call} is not documented`,
    );
  }
  assert.ok(calls.size > 3);
}
