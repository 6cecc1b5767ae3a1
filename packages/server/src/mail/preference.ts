import type { NotificationChange } from '@vivavoce/contract';
import type { Database } from '../store/database.ts';

/** Which e-mails a user wants. @throws Error if there is no such user. */
export async function readMailPreference(db: Database, userId: string): Promise<NotificationChange> {
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
): Promise<NotificationChange> {
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
