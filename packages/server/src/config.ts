import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type ModelSettings,
  modelEnvironment,
  modelFaults,
  modelSettingsOf,
  setVariables,
} from '@vivavoce/engine/endpoints';
import { z } from 'zod';
import { type MailConfig, mailConfigOf, mailEnvironment, missingForMail } from './mail-config.ts';
import { isAddressOrRange } from './networks.ts';
import { isOidcComplete, type OidcConfig, oidcConfigOf, oidcEnvironment } from './oidc-config.ts';

/** A bucket of an S3-compatible object store, and how to get at it. */
export interface S3Settings {
  /** Without the bucket, such as https://s3.eu-central-1.amazonaws.com. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Everything an operator can set, validated. Made once at start by {@link readConfig}. */
export interface Config {
  /** The folder that holds all state of an embedded installation, and the recordings of any. */
  readonly dataDir: string;
  /** A PostgreSQL to use instead of the embedded one, or null. */
  readonly databaseUrl: string | null;
  /** The same PostgreSQL by a login that can only take the role `vivavoce_tenant`; null: by that of `databaseUrl`. */
  readonly tenantDatabaseUrl: string | null;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Worker processes that the server starts beside itself; 0 when they run elsewhere. */
  readonly workers: number;
  readonly maxUploadBytes: number;
  readonly minDurationMs: number;
  readonly maxDurationMs: number;
  /** Runs of one client that are processing at once. */
  readonly maxActiveRuns: number;
  /** Requests of one key, unless it has a limit of its own. */
  readonly requestsPerMinute: number;
  /** Proxies whose word on a client's address is taken: addresses and ranges in CIDR notation. */
  readonly trustedProxies: readonly string[];
  /** The operator's own networks that webhooks may go to, without encryption too; none: public hosts over HTTPS only. */
  readonly webhookNetworks: readonly string[];
  /** The operator's own networks that `audioUrl` may lead to, without encryption too; none: public hosts over HTTPS only. */
  readonly audioNetworks: readonly string[];
  /** How long the download of an `audioUrl` may take, ms. */
  readonly audioLimitMs: number;
  /** Where recordings are kept; null: in the data folder. */
  readonly s3: S3Settings | null;
  /** Where files lie while somebody works on them, unencrypted. */
  readonly scratchDir: string;
  /** Space that is left free in the data folder and the scratch folder, bytes: with less nothing is taken in. */
  readonly minFreeBytes: number;
  /**
   * Keys of 32 bytes in base64, newest first, that encrypt recordings, results and secrets. Empty: recordings and results are
   * not encrypted, secrets are, with a key in the data folder.
   */
  readonly secretKeys: readonly string[];
  readonly publicUrl: string | null;
  /** What the operator's API is reached with; null: there is no such API. */
  readonly operatorToken: string | null;
  /** Other sites whose pages may call the API from a browser, with a key: origins such as https://hr.example.com */
  readonly corsOrigins: readonly string[];
  /** The identity provider that people can sign in with, or null. */
  readonly oidc: OidcConfig | null;
  /** The mail server that messages to users are handed to; null: none are sent. */
  readonly mail: MailConfig | null;
  /** The models that the operator chose in the place of those that ship. */
  readonly models: ModelSettings;
  /** How long a session of the console lives without a request, ms. */
  readonly sessionIdleMs: number;
  /** How long a session of the console lives in all, ms. */
  readonly sessionLimitMs: number;
  /** How often an unfinished run may be polled, s. */
  readonly pollIntervalSeconds: number;
  /** How long a worker that has gone silent keeps a run, ms. */
  readonly leaseMs: number;
  /** How often a run is tried before it fails. */
  readonly maxAttempts: number;
  /** How long one try may take, ms. */
  readonly processingLimitMs: number;
  /** A port for metrics; null: none. 0 takes a free one. */
  readonly metricsPort: number | null;
  /** The address that the port for metrics listens on. */
  readonly metricsHost: string;
  /** Where traces are sent, an OTLP endpoint without `/v1/traces`; null: nowhere. */
  readonly tracesUrl: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The environment, or what was set in code, contradicts itself or makes no sense. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const MINUTE_MS = 60_000;
const MIB = 1024 * 1024;

const positive = z.coerce.number().positive();
const count = z.coerce.number().int().min(1);

const networkList = z
  .string()
  .transform((text) => text.split(',').map((network) => network.trim()))
  .refine((list) => list.every(isAddressOrRange), 'addresses or ranges (10.0.0.0/8), separated by commas');

const isOrigin = (text: string): boolean => URL.parse(text)?.origin === text;
const originList = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .refine((list) => list.every(isOrigin), 'origins (https://hr.example.com), separated by commas');

const isSecretKey = (text: string): boolean =>
  z.base64().safeParse(text).success && Buffer.from(text, 'base64').length === 32;

const secretKeys = z
  .string()
  .transform((text) => text.split(',').map((key) => key.trim()))
  .refine(
    (list) => list.every(isSecretKey),
    'one or more keys of 32 bytes in base64, newest first, separated by commas (openssl rand -base64 32)',
  );

const publicUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => new URL(text).pathname === '/', 'an address without a path')
  .transform((text) => new URL(text).origin);

/** What a bucket needs: all of them, or none. */
const S3_VARIABLES = [
  'VIVAVOCE_S3_ENDPOINT',
  'VIVAVOCE_S3_BUCKET',
  'VIVAVOCE_S3_ACCESS_KEY_ID',
  'VIVAVOCE_S3_SECRET_ACCESS_KEY',
] as const;

const environmentSchema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    VIVAVOCE_TENANT_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    VIVAVOCE_DATA_DIR: z.string().min(1).optional(),
    VIVAVOCE_HOST: z.string().min(1).default('127.0.0.1'),
    VIVAVOCE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    VIVAVOCE_WORKERS: z.coerce.number().int().min(0).max(64).default(1),
    VIVAVOCE_MAX_UPLOAD_MIB: positive.default(25),
    VIVAVOCE_MIN_MINUTES: z.coerce.number().min(0).default(3),
    VIVAVOCE_MAX_MINUTES: positive.default(45),
    VIVAVOCE_MAX_ACTIVE_RUNS: count.default(8),
    VIVAVOCE_REQUESTS_PER_MINUTE: count.default(500),
    VIVAVOCE_TRUSTED_PROXIES: networkList.default([]),
    VIVAVOCE_WEBHOOK_NETWORKS: networkList.default([]),
    VIVAVOCE_AUDIO_NETWORKS: networkList.default([]),
    VIVAVOCE_AUDIO_LIMIT_SECONDS: positive.default(90),
    VIVAVOCE_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    VIVAVOCE_S3_BUCKET: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket: 3 to 63 of a-z, 0-9, . and -')
      .optional(),
    VIVAVOCE_S3_REGION: z.string().min(1).default('us-east-1'),
    VIVAVOCE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    VIVAVOCE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    VIVAVOCE_SCRATCH_DIR: z.string().min(1).optional(),
    VIVAVOCE_MIN_FREE_MIB: z.coerce.number().min(0).default(512),
    VIVAVOCE_SECRET_KEY: secretKeys.default([]),
    VIVAVOCE_PUBLIC_URL: publicUrl.optional(),
    VIVAVOCE_OPERATOR_TOKEN: z.string().min(32, 'at least 32 characters (openssl rand -hex 32)').optional(),
    VIVAVOCE_CORS_ORIGINS: originList.default([]),
    ...oidcEnvironment,
    ...mailEnvironment,
    ...modelEnvironment,
    VIVAVOCE_SESSION_IDLE_HOURS: positive.default(12),
    VIVAVOCE_SESSION_DAYS: positive.default(7),
    VIVAVOCE_POLL_INTERVAL_SECONDS: count.default(10),
    VIVAVOCE_LEASE_SECONDS: positive.default(15),
    VIVAVOCE_MAX_ATTEMPTS: count.default(3),
    VIVAVOCE_PROCESSING_LIMIT_MINUTES: positive.default(30),
    VIVAVOCE_METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    VIVAVOCE_METRICS_HOST: z.string().default('127.0.0.1'),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
    VIVAVOCE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine(isOidcComplete, {
    path: ['VIVAVOCE_OIDC_ISSUER'],
    message: 'goes together with VIVAVOCE_OIDC_CLIENT_ID and VIVAVOCE_OIDC_CLIENT_SECRET',
  })
  .refine((env) => env.VIVAVOCE_TENANT_DATABASE_URL === undefined || env.DATABASE_URL !== undefined, {
    path: ['VIVAVOCE_TENANT_DATABASE_URL'],
    message: 'is needed beside DATABASE_URL alone',
  })
  .refine((env) => env.VIVAVOCE_MIN_MINUTES <= env.VIVAVOCE_MAX_MINUTES, {
    path: ['VIVAVOCE_MIN_MINUTES'],
    message: 'must not be above VIVAVOCE_MAX_MINUTES',
  })
  .superRefine((env, context) => {
    for (const { variable, message } of modelFaults(env)) {
      context.addIssue({ code: 'custom', path: [variable], message });
    }
    for (const variable of missingForMail(env)) {
      context.addIssue({ code: 'custom', path: [variable], message: 'is needed to send e-mail' });
    }
    const set = S3_VARIABLES.filter((name) => env[name] !== undefined);
    if (set.length === 0) return;
    for (const name of S3_VARIABLES.filter((name) => env[name] === undefined)) {
      context.addIssue({ code: 'custom', path: [name], message: `is needed beside ${set[0]}` });
    }
  });

/** The bucket, where one is named; the schema has seen to it that nothing of it is missing. */
function s3SettingsOf(values: z.infer<typeof environmentSchema>): S3Settings | null {
  const {
    VIVAVOCE_S3_ENDPOINT: endpoint,
    VIVAVOCE_S3_BUCKET: bucket,
    VIVAVOCE_S3_REGION: region,
    VIVAVOCE_S3_ACCESS_KEY_ID: accessKeyId,
    VIVAVOCE_S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = values;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) return null;
  return { endpoint: endpoint.replace(/\/+$/, ''), bucket, region, accessKeyId, secretAccessKey };
}

/** Where the data lives unless VIVAVOCE_DATA_DIR says otherwise: root's home is closed to the database's user. */
function defaultDataDir(env: NodeJS.ProcessEnv): string {
  if (userInfo().uid === 0) return '/var/lib/vivavoce';
  const { XDG_DATA_HOME: dataHome } = env;
  return join(dataHome || join(homedir(), '.local', 'share'), 'vivavoce');
}

/**
 * The configuration out of the environment, defaults filled in. An empty variable counts as not set; secrets may be files
 * (`setVariables`).
 * @throws ConfigError that names every wrong variable in one message.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const { values: set, faults: fileFaults } = setVariables(env);
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success || fileFaults.length > 0) {
    const faults = [
      ...fileFaults.map(({ variable, message }) => `${variable}: ${message}`),
      ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ];
    throw new ConfigError(`The configuration is wrong. ${faults.join('; ')}`);
  }
  const values = parsed.data;
  const dataDir = resolve(values.VIVAVOCE_DATA_DIR ?? defaultDataDir(env));
  return {
    dataDir,
    s3: s3SettingsOf(values),
    scratchDir: resolve(values.VIVAVOCE_SCRATCH_DIR ?? join(dataDir, 'scratch')),
    minFreeBytes: Math.round(values.VIVAVOCE_MIN_FREE_MIB * MIB),
    databaseUrl: values.DATABASE_URL ?? null,
    tenantDatabaseUrl: values.VIVAVOCE_TENANT_DATABASE_URL ?? null,
    host: values.VIVAVOCE_HOST,
    port: values.VIVAVOCE_PORT,
    workers: values.VIVAVOCE_WORKERS,
    maxUploadBytes: Math.round(values.VIVAVOCE_MAX_UPLOAD_MIB * MIB),
    minDurationMs: Math.round(values.VIVAVOCE_MIN_MINUTES * MINUTE_MS),
    maxDurationMs: Math.round(values.VIVAVOCE_MAX_MINUTES * MINUTE_MS),
    maxActiveRuns: values.VIVAVOCE_MAX_ACTIVE_RUNS,
    requestsPerMinute: values.VIVAVOCE_REQUESTS_PER_MINUTE,
    trustedProxies: values.VIVAVOCE_TRUSTED_PROXIES,
    webhookNetworks: values.VIVAVOCE_WEBHOOK_NETWORKS,
    audioNetworks: values.VIVAVOCE_AUDIO_NETWORKS,
    audioLimitMs: Math.round(values.VIVAVOCE_AUDIO_LIMIT_SECONDS * 1000),
    secretKeys: values.VIVAVOCE_SECRET_KEY,
    publicUrl: values.VIVAVOCE_PUBLIC_URL ?? null,
    operatorToken: values.VIVAVOCE_OPERATOR_TOKEN ?? null,
    corsOrigins: values.VIVAVOCE_CORS_ORIGINS,
    oidc: oidcConfigOf(values),
    mail: mailConfigOf(values),
    models: modelSettingsOf(values),
    sessionIdleMs: Math.round(values.VIVAVOCE_SESSION_IDLE_HOURS * 60 * MINUTE_MS),
    sessionLimitMs: Math.round(values.VIVAVOCE_SESSION_DAYS * 24 * 60 * MINUTE_MS),
    pollIntervalSeconds: values.VIVAVOCE_POLL_INTERVAL_SECONDS,
    leaseMs: Math.round(values.VIVAVOCE_LEASE_SECONDS * 1000),
    maxAttempts: values.VIVAVOCE_MAX_ATTEMPTS,
    processingLimitMs: Math.round(values.VIVAVOCE_PROCESSING_LIMIT_MINUTES * MINUTE_MS),
    metricsPort: values.VIVAVOCE_METRICS_PORT ?? null,
    metricsHost: values.VIVAVOCE_METRICS_HOST,
    tracesUrl: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    logLevel: values.VIVAVOCE_LOG_LEVEL,
  };
}

/** Where people reach a server of this configuration, as far as it is known on the server's own machine. */
export function localUrl({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${name}:${port}`;
}
