import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../store/database.ts';

/** What is wrong with an audit log, in the order of its chain. */
export interface AuditBreach {
  /** Place in the chain; null for an entry that is not in it. */
  readonly sequence: number | null;
  /** Id of the entry; null where there is none. */
  readonly entryId: string | null;
  readonly kind: 'changed' | 'removed' | 'added' | 'broken' | 'shortened';
  /** What was found, for people. */
  readonly message: string;
}

/** The last link of a chain, as it is written down and kept elsewhere. */
export interface AuditHead {
  readonly sequence: number;
  /** Until when its entry is kept, ms since 1970; infinity for ever. */
  readonly keptUntilMs: number;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
}

/** What the verification of an audit log found. */
export interface AuditVerification {
  /** Null for a log without any entry. */
  readonly head: AuditHead | null;
  /** Links whose hash was computed anew. */
  readonly links: number;
  /** Entries that are there. */
  readonly entries: number;
  /** The last link that retention removed; 0 if none. */
  readonly cutSequence: number;
  /** How many breaches there are. */
  readonly breachCount: number;
  /** The first hundred, and the one of a head that was kept; none means that nothing was changed. */
  readonly breaches: readonly AuditBreach[];
}

const PAGE_SIZE = 1000;
/** A log that was written anew would list every entry: no more are kept, however long the log is. */
const MAX_BREACHES = 100;
const HEAD_PATTERN = /^(\d{1,15})\.(\d{1,15}|forever)\.([0-9a-f]{64})$/;

/** A head as text: its place, until when it is kept (s since 1970), its hash. */
export function formatAuditHead({ sequence, keptUntilMs, hash }: AuditHead): string {
  const until = Number.isFinite(keptUntilMs) ? Math.floor(keptUntilMs / 1000) : 'forever';
  return `${sequence}.${until}.${hash}`;
}

/** The head that a text stands for; null if it stands for none. */
export function parseAuditHead(text: string): AuditHead | null {
  const [, sequence, until, hash] = HEAD_PATTERN.exec(text.trim()) ?? [];
  if (sequence === undefined || hash === undefined) return null;
  const keptUntilMs = until === 'forever' ? Number.POSITIVE_INFINITY : Number(until) * 1000;
  return { sequence: Number(sequence), keptUntilMs, hash };
}

/** A value with its length in bytes before it; null is a dash. */
const hashed = (value: string | null): string =>
  value === null ? '-' : `${Buffer.byteLength(value)}:${value}`;

/** A link with its entry, everything as the database writes it; the entry's values are null when it is gone. */
interface LinkRow {
  readonly seq: string;
  readonly entry_id: string;
  readonly kept_until: string;
  readonly is_over: boolean;
  readonly content: Buffer;
  readonly hash: Buffer;
  /** The values of the entry in the order of their hash. */
  readonly entry: readonly (string | null)[] | null;
}

const contentOf = (entry: readonly (string | null)[]): Buffer =>
  createHash('sha256').update(entry.map(hashed).join('')).digest();

const linkHash = (
  before: Buffer,
  { seq, entry_id: entryId, kept_until: keptUntil, content }: LinkRow,
): Buffer =>
  createHash('sha256')
    .update(before)
    .update([seq, entryId, keptUntil].map(hashed).join(''))
    .update(content)
    .digest();

/** The links of a tenant after a place, with their entries. */
async function readLinks(db: Database, tenantId: string, after: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select c.seq, c.entry_id, audit_time(c.kept_until) as kept_until, c.kept_until <= now() as is_over, c.content, c.hash,
      case when e.id is not null then array[e.id::text, e.client_id::text, e.actor_kind, e.actor_id, e.actor_label, e.action,
        e.target::text, e.details::text, e.address, e.request_id, audit_time(e.created_at), audit_time(e.kept_until)] end as entry
    from audit_chain c left join audit_entries e on e.id = c.entry_id
    where c.client_id = ${tenantId} and c.seq > ${after} order by c.seq limit ${PAGE_SIZE}`.execute(db);
  return rows;
}

interface HeadRow {
  readonly seq: string;
  readonly hash: Buffer;
  readonly cut_seq: string;
  readonly cut_hash: Buffer;
}

async function readHeadRow(db: Database, tenantId: string): Promise<HeadRow | null> {
  const { rows } = await sql<HeadRow>`
    select seq, hash, cut_seq, cut_hash from audit_heads where client_id = ${tenantId}`.execute(db);
  return rows[0] ?? null;
}

/** The head of a tenant's audit log, to be kept elsewhere; null before its first entry. */
export async function readAuditHead(db: Database, tenantId: string): Promise<AuditHead | null> {
  const { rows } = await sql<{ seq: string; hash: Buffer; kept_until: string }>`
    select c.seq, c.hash, audit_time(c.kept_until) as kept_until from audit_heads h
    join audit_chain c on c.client_id = h.client_id and c.seq = h.seq where h.client_id = ${tenantId}`.execute(
    db,
  );
  const [row] = rows;
  return row ? headOf(row) : null;
}

const headOf = ({
  seq,
  hash,
  kept_until: until,
}: Pick<LinkRow, 'seq' | 'hash' | 'kept_until'>): AuditHead => ({
  sequence: Number(seq),
  keptUntilMs: until === 'forever' ? Number.POSITIVE_INFINITY : Number(until) / 1000,
  hash: hash.toString('hex'),
});

/** Compares a link with the one before it and with its entry. */
function* breachesOf(row: LinkRow, before: { sequence: number; hash: Buffer }): Generator<AuditBreach> {
  const sequence = Number(row.seq);
  const at = { sequence, entryId: row.entry_id };
  if (sequence !== before.sequence + 1) {
    const message = `the links ${before.sequence + 1} to ${sequence - 1} are missing`;
    yield { ...at, kind: 'broken', message };
  } else if (!linkHash(before.hash, row).equals(row.hash)) {
    yield { ...at, kind: 'broken', message: 'the link does not follow from the one before it' };
  }
  if (row.entry === null) {
    if (!row.is_over)
      yield { ...at, kind: 'removed', message: 'the entry is gone, and its time is not over' };
  } else if (!contentOf(row.entry).equals(row.content)) {
    yield { ...at, kind: 'changed', message: 'the entry is not what was recorded' };
  }
}

/** Entries of a tenant that no link leads to: how many, and the first of them. */
async function unchainedEntries(
  db: Database,
  tenantId: string,
): Promise<{ readonly count: number; readonly first: AuditBreach[] }> {
  const { rows } = await sql<{ id: string; count: number }>`
    select id, count(*) over ()::integer as count from audit_entries e where client_id = ${tenantId}
      and not exists (select from audit_chain c where c.entry_id = e.id and c.client_id = e.client_id)
    order by id limit ${MAX_BREACHES}`.execute(db);
  const message = 'the entry is not in the chain';
  const first = rows.map(({ id }): AuditBreach => ({ sequence: null, entryId: id, kind: 'added', message }));
  return { count: rows[0]?.count ?? 0, first };
}

/** Whether a head that was kept elsewhere is one of the links; what is wrong if it is not. */
function keptHeadBreach(
  kept: AuditHead,
  hashAtKept: string | null,
  {
    cutSequence,
    lastSequence,
    nowMs,
  }: { readonly cutSequence: number; readonly lastSequence: number; readonly nowMs: number },
): AuditBreach | null {
  const at = { sequence: kept.sequence, entryId: null };
  if (kept.sequence > lastSequence) {
    const message = `the log ends at ${lastSequence}, before the head that was kept`;
    return { ...at, kind: 'shortened', message };
  }
  if (kept.sequence <= cutSequence) {
    return kept.keptUntilMs > nowMs
      ? { ...at, kind: 'removed', message: 'the head that was kept is gone, and its time is not over' }
      : null;
  }
  if (hashAtKept === kept.hash) return null;
  return {
    ...at,
    kind: 'broken',
    message: 'the head that was kept is not in the chain: it was written anew',
  };
}

/**
 * Verifies the audit log of a tenant: that every entry is as it was recorded, that none was removed before its time, added or
 * moved, and, with a head that was kept elsewhere, that the chain was not written anew as a whole.
 * @param db with the rows of all tenants; read in one snapshot.
 */
export function verifyAuditLog(
  db: Database,
  tenantId: string,
  kept: AuditHead | null = null,
): Promise<AuditVerification> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => verifyIn(trx, tenantId, kept));
}

async function verifyIn(trx: Database, tenantId: string, kept: AuditHead | null): Promise<AuditVerification> {
  const start = await readHeadRow(trx, tenantId);
  const cutSequence = Number(start?.cut_seq ?? 0);
  const before = { sequence: cutSequence, hash: start?.cut_hash ?? Buffer.alloc(32) };
  const breaches: AuditBreach[] = [];
  const counted = { links: 0, entries: 0, breachCount: 0 };
  const note = (breach: AuditBreach): void => {
    counted.breachCount += 1;
    if (breaches.length < MAX_BREACHES) breaches.push(breach);
  };
  let head: AuditHead | null = null;
  let hashAtKept: string | null = null;
  for (;;) {
    const rows = await readLinks(trx, tenantId, before.sequence);
    for (const row of rows) {
      for (const breach of breachesOf(row, before)) note(breach);
      Object.assign(before, { sequence: Number(row.seq), hash: row.hash });
      head = headOf(row);
      if (head.sequence === kept?.sequence) hashAtKept = head.hash;
      counted.links += 1;
      if (row.entry !== null) counted.entries += 1;
    }
    if (rows.length < PAGE_SIZE) break;
  }
  if (Number(start?.seq ?? 0) !== before.sequence || !(start?.hash.equals(before.hash) ?? true)) {
    const message = `the log ends at ${before.sequence}, not at the recorded head ${start?.seq ?? 0}`;
    note({ sequence: before.sequence, entryId: null, kind: 'shortened', message });
  }
  const unchained = await unchainedEntries(trx, tenantId);
  breaches.push(...unchained.first.slice(0, MAX_BREACHES - breaches.length));
  counted.breachCount += unchained.count;
  // By the clock that retention goes by.
  const { rows: clock } = await sql<{ now: Date }>`select now()`.execute(trx);
  const nowMs = clock[0]?.now.getTime() ?? 0;
  const end = { cutSequence, lastSequence: before.sequence, nowMs };
  const keptBreach = kept && keptHeadBreach(kept, hashAtKept, end);
  if (keptBreach) {
    // Said however many others there are: it is what a head is kept for.
    breaches.push(keptBreach);
    counted.breachCount += 1;
  }
  return { head, ...counted, cutSequence, breaches };
}
