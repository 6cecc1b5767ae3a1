import { emailSchema } from '@vivavoce/contract';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { MailOutcome, Metrics } from '../metrics/metrics.ts';
import { retryWaitMs } from '../retries.ts';
import { startOutboxLoop } from '../store/outbox-loop.ts';
import type { Store } from '../store/store.ts';
import { runEndMail } from './message.ts';
import { claimMail, deleteMail, MAIL_CHANNEL, postponeMail, type QueuedMail } from './outbox.ts';
import type { MailFailure } from './transport.ts';

/** What a sender works with. */
export interface SenderContext {
  readonly config: Pick<Config, 'mail' | 'publicUrl'>;
  readonly store: Store;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'observeMail'>;
}

/** E-mails under way at once, each of another client: more would be no help with one mail server. */
const CONCURRENCY = 4;
/** How long one try may take in all, however slowly the server goes on talking. */
const LIMIT_MS = 45_000;
/** Longer than a try can take: then its sender is gone. */
const CLAIM_MS = 90_000;
/** How long a stopping server waits for tries that may just succeed. */
const STOP_GRACE_MS = 3000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** How long a mail server is left alone that takes nothing: longer each time. */
function createPause() {
  let failures = 0;
  let until = 0;
  return {
    isOver: () => Date.now() >= until,
    note(isServerFault: boolean): void {
      failures = isServerFault ? failures + 1 : 0;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10));
      until = isServerFault ? Date.now() + pause : 0;
    },
  };
}

/** Stores what became of a try. */
async function settle(
  { store }: SenderContext,
  { id, attempts, isWanted }: QueuedMail,
  failure: MailFailure | null,
): Promise<MailOutcome> {
  const againAfterMs = failure && failure.kind !== 'refused' ? retryWaitMs(attempts, Math.random()) : null;
  if (failure && againAfterMs !== null) {
    await postponeMail(store.db, id, againAfterMs);
    return 'retried';
  }
  await deleteMail(store.db, id);
  if (!isWanted) return 'unwanted';
  return failure ? 'given_up' : 'sent';
}

/**
 * Sends e-mails until it is stopped, each at least once; without a mail server it does nothing. Any number of senders share the work. Runs
 * never wait for it, and a client has one e-mail under way at a time.
 * @returns what ends it, after the tries in progress or a few seconds.
 */
export async function startMailSender(context: SenderContext): Promise<() => Promise<void>> {
  const { mail, publicUrl } = context.config;
  if (mail === null || publicUrl === null) return async () => {};
  const { sendMail } = await import('./transport.ts');
  const stopping = new AbortController();
  const pause = createPause();
  const attempt = async (queued: QueuedMail): Promise<MailFailure | null> => {
    const { id, address, language, isWanted } = queued;
    if (!isWanted) return null;
    // What came into the database by another way than our own forms is not sent to.
    if (!emailSchema.safeParse(address).success) return { kind: 'refused', status: null, reason: 'address' };
    const signal = AbortSignal.any([AbortSignal.timeout(LIMIT_MS), stopping.signal]);
    const failure = await sendMail(
      mail,
      { to: address, id, language, ...runEndMail(queued, publicUrl) },
      signal,
    );
    pause.note(failure?.kind === 'server');
    return failure;
  };
  const stop = startOutboxLoop(context.store, context.logger, {
    channel: MAIL_CHANNEL,
    concurrency: CONCURRENCY,
    claim: async () => (pause.isOver() ? claimMail(context.store.db, CLAIM_MS) : null),
    async send(queued) {
      const failure = await attempt(queued);
      const outcome = await settle(context, queued, failure);
      report(context, queued, outcome, failure);
    },
    faults: {
      claim: 'e-mails could not be sent',
      send: 'the outcome of an e-mail could not be stored',
    },
  });
  return async () => {
    const grace = setTimeout(() => stopping.abort(), STOP_GRACE_MS);
    await stop();
    clearTimeout(grace);
  };
}

/** Tells the operator what became of a try: log and metrics, without the address. */
function report(
  { logger, metrics }: SenderContext,
  { id, runId, attempts }: QueuedMail,
  outcome: MailOutcome,
  failure: MailFailure | null,
): void {
  metrics.observeMail(outcome);
  const entry = { mailId: id, runId, attempt: attempts, outcome, ...failure };
  if (failure) logger.warn(entry, 'an e-mail was not taken');
  else logger.info(entry, 'e-mail tried');
}
