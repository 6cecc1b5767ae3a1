import type {
  Audience,
  CandidateRequest,
  CandidateRequestKind,
  NewCandidateRequest,
} from '@vivavoce/contract';
import type { ColumnType, Generated } from 'kysely';

/** A time that the program gives, so that tests can turn the clock. */
type GivenTime = ColumnType<Date, Date, Date>;
type LaterTime = ColumnType<Date | null, never, Date>;

interface SharesTable {
  id: Generated<string>;
  client_id: string;
  run_id: string;
  audience: Audience;
  /** SHA-256 of the link's token. */
  token_hash: Buffer;
  with_audio: boolean;
  created_by: string | null;
  created_at: GivenTime;
  expires_at: GivenTime;
  last_opened_at: LaterTime;
}

interface CandidateRequestsTable {
  id: string;
  client_id: string;
  run_id: string;
  kind: CandidateRequestKind;
  score: NewCandidateRequest['score'];
  at_ms: number | null;
  /** Encrypted, as the answer. */
  message: string | null;
  requested_at: GivenTime;
  due_at: GivenTime;
  owner_id: ColumnType<string | null, never, string | null>;
  outcome: ColumnType<CandidateRequest['outcome'], never, CandidateRequest['outcome']>;
  answer: ColumnType<string | null, never, string | null>;
  answered_at: LaterTime;
  closed_at: LaterTime;
}

/** The tables of shared reports and what candidates ask for there. */
export interface ShareTables {
  shares: SharesTable;
  candidate_requests: CandidateRequestsTable;
}
