/** A server whose recordings are scripts that say how long an analysis takes: for measuring the platform without the engine. */
export { startServerWith } from './server.ts';
export { FAKE_ENGINE, SCRIPT_READER } from './testing/fake-engine.ts';
