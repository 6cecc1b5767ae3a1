export {
  createUser,
  disableUserByEmail,
  linkUserByEmail,
  listClientUsers,
  type OperatorsNewUser,
} from './accounts/operator-users.ts';
export { type NewSignInLink, signInLinkUrl } from './accounts/sign-in-links.ts';
export { type Acting, COMMAND_LINE, theOperator } from './audit/actor.ts';
export { type AuditFilter, allActs } from './audit/list.ts';
export {
  type Client,
  ClientError,
  clientIdOf,
  createClient,
  listClients,
  readClient,
  updateClient,
} from './clients/clients.ts';
export { issueKey, listKeys, revokeKey, rotateKey } from './clients/issued-keys.ts';
export { createKey, type NewKey, type NewKeyOptions } from './clients/keys.ts';
export { multilingualWarning } from './clients/multilingual-warning.ts';
export { changeProject, createProject, listProjects, projectIdOf, projectNamed } from './clients/projects.ts';
export { type Config, ConfigError, localUrl, readConfig } from './config.ts';
export { giveCredits } from './credits/grant.ts';
export { listHolds, listTransactions } from './credits/transactions.ts';
export { runUntilStopped } from './run-until-stopped.ts';
export { type Server, type ServerOptions, startServer } from './server.ts';
export { DataFolderBusyError } from './store/embedded-database.ts';
export { reencrypt } from './store/reencrypt.ts';
export { openStore, type Store } from './store/store.ts';
export { listDeliveries, replayDelivery } from './webhooks/deliveries.ts';
export { addEndpoint, listEndpoints, removeEndpoint, switchEndpoint } from './webhooks/endpoints.ts';
export { rotateWebhookSecret } from './webhooks/secrets.ts';
export { testEndpoint } from './webhooks/test-message.ts';
export { type SeparateWorker, startSeparateWorker } from './worker/separate-worker.ts';
export type { WorkerOptions } from './worker/start-worker.ts';
export type { Worker } from './worker/worker.ts';
