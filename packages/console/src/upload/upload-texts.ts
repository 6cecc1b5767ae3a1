import { MAX_RECORDING_PARTS } from '@vivavoce/contract';
import { VivavoceError } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { useSubmitLimits } from '../api/session.ts';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import { factsOf, type QueuedRecording, type RecordingFile } from './queued-recording.ts';
import { creditCost, limitsInWords, type UploadError } from './upload-limits.ts';

/** Why a recording will not be taken, in the words of the page. */
export function useObjectionText(): (
  recording: QueuedRecording,
  objection: UploadError,
  available: number,
) => string {
  const { t } = useTranslation();
  const limits = useSubmitLimits();
  const limitTexts = limitsInWords(limits, useFormats().number);
  return (recording, objection, available) => {
    const cost = creditCost(factsOf(recording)?.durationMs ?? limits.minDurationMs);
    const figures = { ...limitTexts, cost, available, count: MAX_RECORDING_PARTS };
    return objection === 'TOO_MANY_PARTS' || (recording.isInParts && objection !== 'INSUFFICIENT_CREDITS')
      ? t(`playground.parts.objections.${objection}`, figures)
      : t(`playground.objections.${objection}`, figures);
  };
}

/** Length and cost of a recording, or of a file, as the page shows them; an ellipsis while it is being read. */
export function useFactTexts(): (facts: RecordingFile['facts']) => {
  readonly length: string;
  readonly cost: string;
} {
  const { t } = useTranslation();
  return (facts) => {
    if (facts === null) return { length: '…', cost: '…' };
    const { durationMs } = facts;
    if (durationMs === null) return { length: t('playground.unknown'), cost: t('playground.perMinute') };
    return {
      length: formatTimestamp(durationMs),
      cost: t('shell.credits', { count: creditCost(durationMs) }),
    };
  };
}

const BYTES_PER_MIB = 1024 * 1024;

/** The size of a recording, or of a file, as the page shows it. */
export function useSizeText(): (bytes: number) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  // A file that rounds to nothing is still something.
  return (bytes) => t('playground.queue.size', { size: number(Math.max(0.1, bytes / BYTES_PER_MIB)) });
}

/** Whether the server has this recording already, from an attempt whose answer was lost, with other details. */
export const hasArrivedBefore = (error: Error): boolean =>
  error instanceof VivavoceError && error.code === 'IDEMPOTENCY_KEY_REUSED';
