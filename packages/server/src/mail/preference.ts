import type { NotificationChange, ReportLanguage } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';

/** Which e-mails a user wants. */
export interface MailPreference {
  /** One when a run of theirs has ended. */
  readonly onRunEnd: boolean;
  readonly language: ReportLanguage;
}

/** Which e-mails a user wants. @throws Error if there is no such user. */
export async function readMailPreference(db: Database, userId: string): Promise<MailPreference> {
  return db
    .selectFrom('users')
    .select(['mail_on_run_end as onRunEnd', 'mail_language as language'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
}

/** Sets which e-mails a user wants. Who wants none any more does not get those that still wait. */
export async function changeMailPreference(
  db: Database,
  userId: string,
  { onRunEnd, language }: NotificationChange,
): Promise<MailPreference> {
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('users')
      .set({ mail_on_run_end: onRunEnd, mail_language: language })
      .where('id', '=', userId)
      .execute();
    if (!onRunEnd) await trx.deleteFrom('run_mails').where('user_id', '=', userId).execute();
  });
  return { onRunEnd, language };
}
