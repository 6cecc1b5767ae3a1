import { VivavoceError } from '@vivavoce/sdk/console';
import { useTranslation } from 'react-i18next';
import { useSubmitLimits } from '../api/session.ts';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import type { QueuedRecording } from './queued-recording.ts';
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
  return ({ facts }, objection, available) => {
    const cost = creditCost(facts?.durationMs ?? limits.minDurationMs);
    return t(`playground.objections.${objection}`, { ...limitTexts, cost, available });
  };
}

/** Length and cost of a recording as the page shows them; an ellipsis while its file is being read. */
export function useFactTexts(): (recording: QueuedRecording) => {
  readonly length: string;
  readonly cost: string;
} {
  const { t } = useTranslation();
  return ({ facts }) => {
    if (facts === null) return { length: '…', cost: '…' };
    const { durationMs } = facts;
    if (durationMs === null) return { length: t('playground.unknown'), cost: t('playground.perMinute') };
    return {
      length: formatTimestamp(durationMs),
      cost: t('shell.credits', { count: creditCost(durationMs) }),
    };
  };
}

/** Whether the server has this recording already, from an attempt whose answer was lost, with other details. */
export const hasArrivedBefore = (error: Error): boolean =>
  error instanceof VivavoceError && error.code === 'IDEMPOTENCY_KEY_REUSED';
