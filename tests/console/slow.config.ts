/** The slow browser suites, which `npm run test:slow` runs. */
import { defineConfig } from '@playwright/test';
import config from './playwright.config.ts';

/** As the others run. */
export default defineConfig({ ...config, projects: [{ name: 'slow', testMatch: '*.slow.spec.ts' }] });
