/** Packages that slow tests alone need. They are no dependencies of the root, which every change installs: `npm run test:slow` does. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const MANIFEST = new URL('../release/checks/package.json', import.meta.url);

/** Loads one of them. @throws Error MODULE_NOT_FOUND if nobody ran `npm ci --prefix release/checks`. */
export const requireTool = createRequire(MANIFEST);

/** The path of a file of one of them, such as `publint/src/cli.js`. */
export const toolFile = (path: string): string => fileURLToPath(new URL(`node_modules/${path}`, MANIFEST));
