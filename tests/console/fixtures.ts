/** `test` of the browser suites: pages of a signed-in owner that fail on script errors and undocumented calls. */
import { setTimeout } from 'node:timers/promises';
import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from '@playwright/test';
import type { FinishedPoll } from '@vivavoce/contract';
import { createVivavoce, type Vivavoce, VivavoceError } from '@vivavoce/sdk';
import { accessibilityViolations } from './browser.ts';
import { undocumentedCalls } from './documented-calls.ts';
import type { Installation } from './start-installation.ts';

/** The environment variable with the shared installation as JSON. */
export const INSTALLATION_VARIABLE = 'VIVAVOCE_TEST_INSTALLATION';
/** For an analysis on a busy machine. */
export const ANALYSIS_LIMIT_MS = 400_000;
/** The cookies of a browser that is not signed in. */
export const SIGNED_OUT = { cookies: [], origins: [] };

interface SharedInstallation extends Installation {
  readonly ownerState: Exclude<BrowserContextOptions['storageState'], string | undefined>;
}

interface TestFixtures {
  /** Opens a page in a browser profile of its own, signed out unless the options say otherwise. */
  readonly openProfile: (options?: BrowserContextOptions) => Promise<Page>;
}

/** What the cases of a worker share. */
interface Profile {
  open?: { readonly context: BrowserContext; readonly problems: () => string[] };
}

interface WorkerFixtures {
  /** The browser profile of `page`. Loading and compiling the console anew would take longer than most cases. */
  readonly profile: Profile;
  readonly installation: SharedInstallation;
  /** A client of the API with a key of Acme Recruiting. */
  readonly vivavoce: Vivavoce;
  /** The sample interview up to its fourth answer, with a corrected word and a review. */
  readonly sampleRun: FinishedPoll;
  /** A call of 75 seconds. */
  readonly callRun: FinishedPoll;
}

/** Watches the pages of a browser profile. @returns what tells what went wrong since it was asked last. */
function watch(context: BrowserContext): () => string[] {
  const errors: string[] = [];
  const calls = new Set<string>();
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (line) => {
    // Error responses that the page shows are logged here too; they are not failures.
    if (line.type() === 'error' && !/Failed to load resource/.test(line.text())) errors.push(line.text());
  });
  context.on('response', (response) => {
    if (response.status() >= 500) errors.push(`${response.status()} ${response.url()}`);
  });
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) calls.add(`${request.method()} ${pathname}`);
  });
  return () => {
    const undocumented = undocumentedCalls(calls).map((call) => `${call} is not documented`);
    calls.clear();
    return [...errors.splice(0), ...undocumented];
  };
}

/** A case of a browser suite: `page` belongs to the signed-in owner of Acme Recruiting. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  installation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
    ({}, provide) => provide(JSON.parse(process.env[INSTALLATION_VARIABLE] ?? '')),
    { scope: 'worker' },
  ],
  vivavoce: [
    ({ installation: { url, apiKey } }, provide) => provide(createVivavoce({ baseUrl: url, apiKey })),
    { scope: 'worker' },
  ],
  sampleRun: [
    async ({ installation, vivavoce }, provide) =>
      provide(await finishedRun(vivavoce, installation.sampleRunId, ({ review }) => review !== undefined)),
    { scope: 'worker', timeout: ANALYSIS_LIMIT_MS },
  ],
  callRun: [
    async ({ installation, vivavoce }, provide) =>
      provide(await finishedRun(vivavoce, installation.callRunId)),
    { scope: 'worker', timeout: ANALYSIS_LIMIT_MS },
  ],
  baseURL: ({ installation }, provide) => provide(installation.url),
  storageState: ({ installation }, provide) => provide(installation.ownerState),
  profile: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
    async ({}, provide) => {
      const profile: Profile = {};
      await provide(profile);
      await profile.open?.context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ browser, profile, storageState }, provide) => {
    if (!profile.open) {
      const context = await browser.newContext();
      profile.open = { context, problems: watch(context) };
    }
    const { context, problems } = profile.open;
    // Forgets what the case before left: its session, its settings and its recordings.
    await context.setStorageState(storageState ?? SIGNED_OUT);
    await provide(context);
    for (const page of context.pages()) await page.close();
    expect(problems(), 'errors of the page').toEqual([]);
  },
  page: async ({ context, viewport, colorScheme }, provide) => {
    const page = await context.newPage();
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await provide(page);
  },
  openProfile: async ({ browser }, provide) => {
    const opened: { context: BrowserContext; problems: () => string[] }[] = [];
    await provide(async (options = {}) => {
      const context = await browser.newContext({ storageState: SIGNED_OUT, ...options });
      opened.push({ context, problems: watch(context) });
      return context.newPage();
    });
    for (const { context, problems } of opened) {
      expect(problems(), 'errors of the page').toEqual([]);
      await context.close();
    }
  },
});

/**
 * Waits for a run. Asks for its history meanwhile: polls of an unfinished run are limited, and other tests wait as well.
 * @param isReady what is waited for beyond a result.
 */
async function finishedRun(
  vivavoce: Vivavoce,
  id: string,
  isReady: (run: FinishedPoll) => boolean = () => true,
): Promise<FinishedPoll> {
  const deadline = Date.now() + ANALYSIS_LIMIT_MS;
  while (Date.now() < deadline) {
    if (await hasResult(vivavoce, id)) {
      const run = await vivavoce.poll(id);
      if ((run.status === 'success' || run.status === 'partial') && isReady(run)) return run;
    }
    await setTimeout(1000);
  }
  throw new Error(`The run ${id} was not ready within ${ANALYSIS_LIMIT_MS} ms`);
}

/** @throws VivavoceError if the run failed. */
async function hasResult(vivavoce: Vivavoce, id: string): Promise<boolean> {
  try {
    return (await vivavoce.history(id)).results.length > 0;
  } catch (error) {
    if (error instanceof VivavoceError && error.code === 'RUN_NOT_FINISHED') return false;
    throw error;
  }
}

/** Waits until the page shows its content. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
}

/** Asserts that axe finds no violations of WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await accessibilityViolations(page), 'accessibility').toEqual([]);
}

export { expect };
