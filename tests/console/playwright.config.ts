/** The browser suites of the console. `npm run test:browser` runs them; a failure is repeated and leaves its trace in `test-results`. */
import { defineConfig } from '@playwright/test';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { launchOptions } from './browser.ts';

// For the installations that the suites start.
Object.assign(process.env, { NODE_COMPILE_CACHE: COMPILE_CACHE });

/** The suites, in a browser of a laptop's size. */
export default defineConfig({
  outputDir: '../../test-results',
  globalSetup: './global-setup.ts',
  // What is submitted waits for the analyses of the installation and then for its own: it begins first.
  projects: [
    { name: 'waiting', testMatch: 'submission.spec.ts' },
    { name: 'pages', testMatch: '*.spec.ts', testIgnore: ['submission.spec.ts', '*.slow.spec.ts'] },
  ],
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // A loaded machine may lose a case to a time limit; what is broken fails three times, with its trace.
  retries: 2,
  reporter: 'list',
  // Generous, for loaded machines.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    viewport: { width: 1440, height: 900 },
    // What moves is drawn without a graphics card, sixty times a second, as long as an analysis lasts.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: await launchOptions(),
    // Recording every case costs more than the cases; what is broken fails again.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
  },
});
