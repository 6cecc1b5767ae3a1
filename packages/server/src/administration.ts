/**
 * What works on the store alone, as the command line does: without the HTTP server and its libraries, which take longer to load
 * than most commands to run.
 */
export {
  addTenantDomain,
  listTenantDomains,
  removeTenantDomain,
  type TenantDomain,
} from './accounts/domains.ts';
export { loginLinkUrl, type NewLoginLink } from './accounts/login-links.ts';
export {
  createLoginLinkByEmail,
  createUser,
  disableUserByEmail,
  listTenantUsers,
  type NewUserInput,
  resetSecondFactorByEmail,
} from './accounts/operator-users.ts';
export { type ActorContext, COMMAND_LINE_ORIGIN, operatorActor } from './audit/actor.ts';
export { type AuditFilter, allAuditEntries } from './audit/list.ts';
export {
  type AuditHead,
  type AuditVerification,
  formatAuditHead,
  parseAuditHead,
  readAuditHead,
  verifyAuditLog,
} from './audit/verify.ts';
export { takeBackup } from './backup/backup.ts';
export type { BackupProgress } from './backup/backup-error.ts';
export type { BackupManifest } from './backup/manifest.ts';
export { restoreBackup } from './backup/restore.ts';
export { type DatabaseUpgrade, upgradeDatabase } from './backup/upgrade.ts';
export { type Config, ConfigError, localUrl, readConfig } from './config.ts';
export { listHolds, listTransactions } from './credits/transactions.ts';
export { checkMailServer } from './mail/check.ts';
export { type OrphanSweep, sweepOrphanedObjects } from './runs/orphan-sweep.ts';
export { scoredRuns } from './runs/rated-runs.ts';
export { ServiceError } from './service-error.ts';
export { checkDatabase, checkObjectStore, type DatabaseCheck, nearestFolder } from './store/check-store.ts';
export { DataFolderBusyError } from './store/data-folder-lock.ts';
export { InstallationMismatchError } from './store/installation.ts';
export { reencrypt } from './store/reencrypt.ts';
export { openStore, type Store } from './store/store.ts';
export { issueApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './tenants/api-keys.ts';
export {
  applyCalibration,
  type NewCalibration,
  readCalibration,
  removeCalibration,
} from './tenants/calibration.ts';
export { type ApiKeyOptions, type CreatedApiKey, createApiKey } from './tenants/create-api-key.ts';
export { grantCredits } from './tenants/grant-credits.ts';
export { multilingualWarning } from './tenants/multilingual-warning.ts';
export {
  changeProject,
  createProject,
  ensureProject,
  listProjects,
  projectIdOf,
} from './tenants/projects.ts';
export {
  createTenant,
  listTenants,
  readTenant,
  type Tenant,
  tenantIdOf,
  updateTenant,
} from './tenants/tenants.ts';
export { listDeliveries, replayDelivery } from './webhooks/deliveries.ts';
export { addEndpoint, listEndpoints, removeEndpoint, switchEndpoint } from './webhooks/endpoints.ts';
export { rotateWebhookSecret } from './webhooks/secrets.ts';
export { sendTestMessage } from './webhooks/test-message.ts';
