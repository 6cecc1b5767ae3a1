export * from './administration.ts';
export { runUntilStopped } from './run-until-stopped.ts';
export { type Server, type ServerOptions, startServer } from './server.ts';
export { type StandaloneWorker, startStandaloneWorker } from './worker/standalone-worker.ts';
export type { Worker } from './worker/worker.ts';
