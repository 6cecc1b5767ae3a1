import type { ReportLanguage, RunEndEvent } from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import type { Database, Tables } from '../store/database.ts';

/** The channel on which senders hear of e-mails to send. */
export const MAIL_CHANNEL = 'vivavoce_mails';

/** An e-mail that a sender has taken. */
export interface QueuedMail {
  readonly id: string;
  readonly runId: string;
  readonly type: RunEndEvent;
  /** This try included. */
  readonly attempts: number;
  /** The user's address as it is now. */
  readonly address: string;
  readonly language: ReportLanguage;
  /** Whether the user still wants it and may still sign in. */
  readonly isWanted: boolean;
  /** When the recording was submitted. */
  readonly submittedAt: Date;
}

/** Writes the e-mail about a run's end to the user who submitted it and wants one, in the transaction that ends the run. */
export async function enqueueRunMail(
  trx: Database,
  run: Pick<Selectable<Tables['runs']>, 'id' | 'client_id' | 'submitted_by'>,
  type: RunEndEvent,
): Promise<void> {
  if (run.submitted_by === null) return;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('run_mails')
    .columns(['client_id', 'run_id', 'user_id', 'type'])
    .expression((query) =>
      query
        .selectFrom('users')
        .select(['client_id', sql.val(run.id).as('run_id'), 'id as user_id', sql.val(type).as('type')])
        .where('id', '=', run.submitted_by)
        .where('client_id', '=', run.client_id)
        .where('mail_on_run_end', '=', true)
        .where('disabled_at', 'is', null),
    )
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows) await sql`select pg_notify(${MAIL_CHANNEL}, '')`.execute(trx);
}

/**
 * The e-mail that is due for longest, of one of the clients none of whose e-mails are under way; chance decides between these, so that
 * a client with thousands of them takes no more turns than another with one.
 */
const nextInTurn = sql<string>`(
  select due.id from run_mails due
  where due.due_at <= now() and due.client_id = (
    select client_id from run_mails
    group by client_id
    having bool_or(due_at <= now()) and count(*) filter (where busy_until > now()) = 0
    order by random() limit 1
  )
  order by due.due_at limit 1 for update skip locked
)`;

/**
 * Takes an e-mail that is due; if nothing is heard of it again, it is due once more after a while.
 * @returns null if none is due.
 */
export async function claimMail(db: Database, againAfterMs: number): Promise<QueuedMail | null> {
  const until = sql<Date>`now() + ${againAfterMs} * interval '1 millisecond'`;
  const row = await db
    .updateTable('run_mails as mail')
    .from(['runs', 'users'])
    .set({ attempts: sql`attempts + 1`, due_at: until, busy_until: until })
    .whereRef('runs.id', '=', 'mail.run_id')
    .whereRef('users.id', '=', 'mail.user_id')
    .where('mail.id', '=', nextInTurn)
    .returning([
      'mail.id',
      'mail.run_id as runId',
      'mail.type',
      'mail.attempts',
      'users.email as address',
      'users.mail_language as language',
      sql<boolean>`users.mail_on_run_end and users.disabled_at is null`.as('isWanted'),
      'runs.submitted_at as submittedAt',
    ])
    .executeTakeFirst();
  return row ?? null;
}

/** Puts an e-mail back until its next try, ms from now. */
export async function postponeMail(db: Database, id: string, againAfterMs: number): Promise<void> {
  await db
    .updateTable('run_mails')
    .set({ due_at: sql`now() + ${againAfterMs} * interval '1 millisecond'`, busy_until: null })
    .where('id', '=', id)
    .execute();
}

/** Removes an e-mail that was sent, or that is not to be sent any more. */
export async function deleteMail(db: Database, id: string): Promise<void> {
  await db.deleteFrom('run_mails').where('id', '=', id).execute();
}

/** Longer than all tries take, see `../retries.ts`: what is older waits for a mail server that is configured no more. */
const KEPT = sql`interval '5 days'`;

/** Removes e-mails that nobody sends. */
export async function deleteOldMails(db: Database): Promise<void> {
  await db.deleteFrom('run_mails').where(sql<boolean>`created_at < now() - ${KEPT}`).execute();
}
