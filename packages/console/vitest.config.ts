import { defineConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

/** Component tests, `*.test.tsx`: real components and the real SDK in happy-dom, against an HTTP server in the same process. */
export default defineConfig({
  ...viteConfig,
  test: {
    include: ['src/**/*.test.tsx'],
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    // Generous, for loaded machines.
    testTimeout: 120_000,
    // Loading the libraries takes longer than the tests: once for all files.
    isolate: false,
    maxWorkers: 1,
  },
});
