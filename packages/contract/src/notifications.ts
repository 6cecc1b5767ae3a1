import { z } from 'zod';
import { must } from './input-issues.ts';
import { reportLanguageSchema } from './report-language.ts';

const onRunEnd = z
  .boolean({ error: must('be true or false') })
  .describe(
    'Whether to send an e-mail when a recording that the user submitted in the console has a result, or has failed',
  );
const language = reportLanguageSchema.describe('Language of the e-mails');

export const notificationsSchema = z
  .object({
    available: z.boolean().describe('Whether this server sends e-mail; without, the others have no effect'),
    onRunEnd,
    language,
  })
  .describe('The e-mails that the user gets');

export const notificationChangeSchema = z
  .object({ onRunEnd, language })
  .describe('The e-mails that the user wants');

/** The e-mails that a user gets. */
export type Notifications = z.infer<typeof notificationsSchema>;
/** The e-mails that a user wants. */
export type NotificationChange = z.infer<typeof notificationChangeSchema>;
