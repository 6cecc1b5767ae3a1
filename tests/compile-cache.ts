import { fileURLToPath } from 'node:url';

/**
 * The folder in which Node keeps what it compiled, for the environment variable NODE_COMPILE_CACHE: tests start some hundred
 * processes, and each would strip the types of the same files.
 */
export const COMPILE_CACHE = fileURLToPath(
  new URL('../node_modules/.cache/node-compile-cache', import.meta.url),
);
