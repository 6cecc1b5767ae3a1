import { formatsOf } from '@vivavoce/texts/formats';
import { mailTexts } from '@vivavoce/texts/mail';
import type { QueuedMail } from './outbox.ts';

/** What an e-mail says. */
export interface MailContent {
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/**
 * The e-mail about the end of a run. It passes through mail servers and lies in mailboxes that are no part of this installation, so it
 * holds nothing about the people in the recording: a time and a link that asks for a login tell the recipient which one it is.
 * @param publicUrl where people reach the server, without a path.
 */
export function runEndMail(
  { type, language, submittedAt, runId }: Pick<QueuedMail, 'type' | 'language' | 'submittedAt' | 'runId'>,
  publicUrl: string,
): MailContent {
  const t = mailTexts(language);
  const time = formatsOf(language).dateTime(submittedAt.toISOString());
  const about = type === 'run.completed' ? 'ready' : 'failed';
  const paragraphs = [
    `${t(`${about}.text`, { time })}\n${publicUrl}/runs/${runId}`,
    t('discreet'),
    `${t('off')}\n${publicUrl}/account`,
  ];
  return { subject: t(`${about}.subject`), text: `${paragraphs.join('\n\n')}\n` };
}
