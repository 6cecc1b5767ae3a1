import { setTimeout as sleep } from 'node:timers/promises';
import type { TranscriptUpdate } from '@vivavoce/contract';
import type { Logger } from 'pino';
import { passageWriter } from '../runs/partial-transcript.ts';
import type { Claim } from '../runs/queue.ts';
import type { Store } from '../store/store.ts';

/** Longer than between two writes of the progress: each writes a row and locks the run. */
const WRITE_EVERY_MS = 1500;

/**
 * Stores words while they are recognised; those that come while others are stored, or soon after, are stored together.
 * @param ended aborted when the analysis ends: what is not stored by then is not needed any more.
 */
export function transcriptWriter(
  { store, logger }: { readonly store: Store; readonly logger: Logger },
  claim: Claim,
  ended: AbortSignal,
): (update: TranscriptUpdate) => void {
  const save = passageWriter(store, claim);
  let waiting: TranscriptUpdate | null = null;
  let isWriting = false;

  const writeWaiting = async (): Promise<void> => {
    while (waiting && !ended.aborted) {
      const update: TranscriptUpdate = waiting;
      waiting = null;
      try {
        await save(update);
      } catch (error) {
        if (ended.aborted) return;
        logger.warn({ runId: claim.runId, err: error }, 'recognised words could not be stored yet');
        waiting = waiting ? joinedUpdates(update, waiting) : update;
      }
      await sleep(WRITE_EVERY_MS, undefined, { ref: false });
    }
  };

  return (update) => {
    waiting = waiting ? joinedUpdates(waiting, update) : update;
    if (isWriting) return;
    isWriting = true;
    void writeWaiting().finally(() => {
      isWriting = false;
    });
  };
}

/** Two updates, one after the other, as one. */
export function joinedUpdates(earlier: TranscriptUpdate, later: TranscriptUpdate): TranscriptUpdate {
  if (later.from <= earlier.from) return later;
  const kept = earlier.passages.slice(0, later.from - earlier.from);
  return { from: earlier.from, passages: [...kept, ...later.passages] };
}
