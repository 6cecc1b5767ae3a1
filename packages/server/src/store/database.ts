import type {
  ActorKind,
  AuditAction,
  AuditDetails,
  CefrLevel,
  Consent,
  Interval,
  RequiredLevels,
  RunEndEvent,
  RunError,
  RunStatus,
  SpeakerNames,
  Stage,
  TransactionType,
  Warning,
} from '@vivavoce/contract';
import {
  type ColumnType,
  type Generated,
  type GeneratedAlways,
  Kysely,
  PostgresDialect,
  type PostgresPool,
} from 'kysely';
import type { Pool } from 'pg';
import type { AccountTables } from './account-tables.ts';
import type { InstallationTables } from './installation-tables.ts';
import type { RevisionTables } from './revision-tables.ts';
import type { ShareTables } from './share-tables.ts';

type Timestamp = ColumnType<Date, never, never>;
type NullableTimestamp = ColumnType<Date | null, Date | null | undefined, Date | null>;

interface TenantsTable {
  id: Generated<string>;
  name: string;
  active: Generated<boolean>;
  speech: Generated<boolean>;
  multilingual: Generated<boolean>;
  audio_days: Generated<number | null>;
  result_days: number | null;
  max_active_runs: number | null;
  /** Largest sum of its recordings, bytes; a bigint comes as text. */
  max_stored_bytes: ColumnType<string | null, number | null | undefined, number | null>;
  audit_days: Generated<number | null>;
  request_days: Generated<number>;
  /** Since when its users sign in by the identity provider alone. */
  sso_required_at: NullableTimestamp;
  second_factor_required: Generated<boolean>;
  requires_consent: Generated<boolean>;
  /** The contract's calibration, as JSON. */
  calibration: ColumnType<unknown, string | null | undefined, string | null>;
  /** Encrypted, as the previous one. */
  webhook_secret: Buffer | null;
  webhook_secret_before: Buffer | null;
  webhook_secret_before_until: NullableTimestamp;
  created_at: Timestamp;
}

interface ApiKeysTable {
  id: Generated<string>;
  client_id: string;
  project_id: string | null;
  /** SHA-256 of the key. */
  hash: Buffer;
  last_four: string;
  /** Addresses and ranges in CIDR notation; empty: everywhere. */
  allowed_networks: ColumnType<string[], readonly string[], never>;
  requests_per_minute: number | null;
  expires_at: NullableTimestamp;
  revoked_at: NullableTimestamp;
  last_used_at: NullableTimestamp;
  created_at: Timestamp;
}

interface ProjectsTable {
  id: Generated<string>;
  client_id: string;
  name: string;
  requires_consent: Generated<boolean>;
  /** How much accent counts in the overall score, 0 to 1. */
  accent_weight: Generated<number>;
  /** The levels that its roles need; empty where it names none. */
  required_levels: ColumnType<RequiredLevels, string | undefined, string>;
  created_at: Timestamp;
}

interface CreditAccountsTable {
  client_id: GeneratedAlways<string>;
  balance: GeneratedAlways<number>;
  held: GeneratedAlways<number>;
}

interface LedgerEntriesTable {
  id: GeneratedAlways<string>;
  client_id: string;
  type: TransactionType;
  amount: number;
  balance_after: ColumnType<number, never, never>;
  run_id: string | null;
  created_at: Timestamp;
}

interface CreditHoldsTable {
  run_id: string;
  client_id: string;
  amount: number;
  settled_at: NullableTimestamp;
  created_at: Timestamp;
}

interface IdempotencyKeysTable {
  client_id: string;
  key: string;
  /** SHA-256 of what was submitted. */
  fingerprint: Buffer;
  /** The same with the address of the recording in place of its bytes; null for a file. */
  link_fingerprint: Buffer | null;
  run_id: string;
  queue_position: number | null;
  active_requests: number;
  created_at: ColumnType<Date, Date, Date>;
}

interface WebhookEndpointsTable {
  id: Generated<string>;
  client_id: string;
  url: string;
  failing_since: NullableTimestamp;
  disabled_at: NullableTimestamp;
  disabled_reason: string | null;
  created_at: Timestamp;
}

interface WebhookDeliveriesTable {
  id: Generated<string>;
  client_id: string;
  run_id: string;
  endpoint_id: string | null;
  url: string;
  /** Name and port of the URL. */
  host: GeneratedAlways<string>;
  type: RunEndEvent;
  attempts: Generated<number>;
  due_at: NullableTimestamp;
  delivered_at: NullableTimestamp;
  last_status: number | null;
  last_answer: string | null;
  created_at: Timestamp;
  seq: GeneratedAlways<string>;
}

interface WebhookLanesTable {
  client_id: string;
  host: string;
  busy_until: NullableTimestamp;
  served_at: NullableTimestamp;
  failures: Generated<number>;
  closed_until: NullableTimestamp;
  used_at: ColumnType<Date, never, Date>;
}

interface RunMailsTable {
  id: Generated<string>;
  client_id: string;
  run_id: string;
  user_id: string;
  type: RunEndEvent;
  attempts: Generated<number>;
  due_at: ColumnType<Date, Date | undefined, Date>;
  /** Until when a try may be under way. */
  busy_until: NullableTimestamp;
  created_at: ColumnType<Date, Date | undefined, never>;
}

interface StoredBytesTable {
  client_id: GeneratedAlways<string>;
  /** Sum of the recordings, bytes; a bigint comes as text. */
  bytes: GeneratedAlways<string>;
}

interface RequestWindowsTable {
  /** Whose requests: `key:` or `user:` and an id, or whose attempts. */
  subject: string;
  started_at: ColumnType<Date, Date, Date>;
  requests: number;
}

interface AuditEntriesTable {
  id: GeneratedAlways<string>;
  client_id: string;
  actor_kind: ActorKind;
  actor_id: string | null;
  actor_label: string;
  action: AuditAction;
  target: ColumnType<Record<string, string>, string, never>;
  details: ColumnType<AuditDetails, string, never>;
  address: string | null;
  request_id: string | null;
  created_at: Timestamp;
  /** The first of the ids in target. */
  subject_id: GeneratedAlways<string | null>;
  /** Set by the database when the entry is written; 'infinity' comes as a number. */
  kept_until: ColumnType<Date | number, never, never>;
}

interface AuditHeadsTable {
  client_id: string;
  /** The last link of the chain. */
  seq: string;
  hash: Buffer;
  /** The last link that retention removed. */
  cut_seq: string;
  cut_hash: Buffer;
  cut_at: ColumnType<Date | null, never, never>;
}

interface AuditChainTable {
  client_id: string;
  seq: string;
  entry_id: string;
  kept_until: ColumnType<Date | number, never, never>;
  /** SHA-256 of the entry. */
  content: Buffer;
  /** SHA-256 of the link before, and of this one. */
  hash: Buffer;
}

/** What a list shows of a finished run. */
export interface RunSummary {
  readonly vocabulary: number | null;
  readonly fluency: number | null;
  readonly accent: number | null;
  readonly overall: number | null;
  readonly cefrLevel: CefrLevel | null;
  readonly deducted: number;
  readonly error: RunError | null;
  /** Absent in summaries of results from before lists showed it. */
  readonly evidence?: SummaryEvidence;
}

/** How sure the scores of a result are. */
export interface SummaryEvidence {
  /** Levels of the scores before they were rounded. */
  readonly levels: Readonly<Record<'vocabulary' | 'fluency' | 'accent', CefrLevel | null>>;
  readonly intervals: Readonly<Record<'overall' | 'vocabulary' | 'fluency' | 'accent', Interval | null>>;
  readonly warnings: readonly Warning['code'][];
  /** Whether a person should listen. */
  readonly shouldListen: boolean;
}

interface RunsTable {
  id: string;
  seq: GeneratedAlways<string>;
  client_id: string;
  status: RunStatus;
  external_id: string | null;
  metadata: ColumnType<Record<string, string>, string, string>;
  tags: string[];
  /** The contract's AnalysisRequest as JSON; read it with {@link storedRequest} of `runs/run.ts`. */
  request: ColumnType<unknown, string, string>;
  /** ISO 639-1: the request's. */
  language: GeneratedAlways<string>;
  duration_ms: number;
  cost: number;
  /** Size of the recording, bytes; 0 once it was erased. */
  recording_bytes: ColumnType<string, number | undefined, number>;
  /** In how many files the recording came, in order. */
  recording_parts: Generated<number>;
  submitted_at: Timestamp;
  started_at: NullableTimestamp;
  finished_at: NullableTimestamp;
  worker: string | null;
  attempt: Generated<number>;
  /** Since when the run waits for nothing but a worker; kept when one has it. */
  ready_at: NullableTimestamp;
  lease_until: NullableTimestamp;
  stage: Stage | null;
  percent: number | null;
  last_polled_at: NullableTimestamp;
  body: string | null;
  project_id: string | null;
  consent: ColumnType<Consent | null, string | null, never>;
  audio_erased_at: NullableTimestamp;
  webhook_url: string | null;
  summary: ColumnType<RunSummary | null, string | null, string | null>;
  /** Of the summary. */
  overall: GeneratedAlways<number | null>;
  vocabulary: GeneratedAlways<number | null>;
  fluency: GeneratedAlways<number | null>;
  accent: GeneratedAlways<number | null>;
  cefr_level: GeneratedAlways<CefrLevel | null>;
  error_code: GeneratedAlways<RunError['code'] | null>;
  /** Name of the object with the stored analysis, from which scores are made again; the column kept its first name. */
  hearing: string | null;
  /** Number of the result in `body`. */
  revision: Generated<number>;
  /** The latest review, encrypted. */
  review: string | null;
  /** The user who submitted it in the console; null for API keys. */
  submitted_by: ColumnType<string | null, string | null | undefined, never>;
  /** Names that people gave to the speakers. */
  speaker_names: ColumnType<SpeakerNames['names'], string | undefined, string>;
  /** Of them, the one of the scored speaker. */
  scored_speaker_name: string | null;
}

interface RunWaveformsTable {
  run_id: string;
  /** One byte per peak, 20 a second (see the contract's waveform), in base64, encrypted. */
  peaks: string;
}

interface RunPassagesTable {
  run_id: string;
  draft: string;
  first: number;
  /** Encrypted. */
  passages: string;
}

/** The tables as they stand after the last migration. */
export interface Tables extends AccountTables, InstallationTables, RevisionTables, ShareTables {
  clients: TenantsTable;
  projects: ProjectsTable;
  api_keys: ApiKeysTable;
  credit_accounts: CreditAccountsTable;
  ledger_entries: LedgerEntriesTable;
  credit_holds: CreditHoldsTable;
  webhook_endpoints: WebhookEndpointsTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_lanes: WebhookLanesTable;
  run_mails: RunMailsTable;
  stored_bytes: StoredBytesTable;
  request_windows: RequestWindowsTable;
  runs: RunsTable;
  idempotency_keys: IdempotencyKeysTable;
  audit_entries: AuditEntriesTable;
  audit_heads: AuditHeadsTable;
  audit_chain: AuditChainTable;
  run_waveforms: RunWaveformsTable;
  run_passages: RunPassagesTable;
}

/** The database: queries typed by {@link Tables}. Also what a transaction looks like. */
export type Database = Kysely<Tables>;

/** A query builder on a pool of connections. */
export function databaseOn(pool: Pool | PostgresPool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
