export {
  createUser,
  disableUserByEmail,
  linkUserByEmail,
  listClientUsers,
  type OperatorsNewUser,
} from './accounts/operator-users.ts';
export { type NewSignInLink, signInLinkUrl } from './accounts/sign-in-links.ts';
export {
  type Client,
  type ClientChanges,
  ClientError,
  changeClient,
  createClient,
  type NewClientOptions,
} from './clients/clients.ts';
export {
  createKey,
  type KeyDescription,
  listKeys,
  type NewKey,
  type NewKeyOptions,
  revokeKey,
  rotateKey,
} from './clients/keys.ts';
export { requireConsent } from './clients/projects.ts';
export { type Config, ConfigError, localUrl, readConfig } from './config.ts';
export { runUntilStopped } from './run-until-stopped.ts';
export { type Server, type ServerOptions, startServer } from './server.ts';
export { DataFolderBusyError } from './store/embedded-database.ts';
export { openStore, type Store } from './store/store.ts';
export { addWebhook, listWebhooks, removeWebhook, type WebhookEndpoint } from './webhooks/endpoints.ts';
export { rotateWebhookSecret } from './webhooks/secrets.ts';
export { startWorker, type WorkerOptions } from './worker/start-worker.ts';
export type { Worker } from './worker/worker.ts';
