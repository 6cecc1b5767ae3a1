import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCredits } from '../api/runs.ts';
import { useFormats } from '../i18n/formats.ts';
import { PartList } from './part-list.tsx';
import { factsOf, nameOf, type QueuedRecording } from './queued-recording.ts';
import { SubmitFailure } from './submit-failure.tsx';
import type { UploadError } from './upload-limits.ts';
import classes from './upload-page.module.css';
import { UploadProgress } from './upload-progress.tsx';
import type { UploadQueue } from './upload-queue.ts';
import { useFactTexts, useObjectionText } from './upload-texts.ts';

/** The only recording: its parts where it has any, its cost and the available credits, why it will not be taken, how far it is. */
export function SingleRecording({
  recording,
  objection,
  queue,
}: {
  recording: QueuedRecording;
  objection: UploadError | null;
  queue: UploadQueue;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { length, cost } = useFactTexts()(factsOf(recording));
  const objectionText = useObjectionText();
  const available = useCredits().data?.available;
  const { state } = recording;
  const removes = recording.isInParts ? 'playground.parts.removeAll' : 'shell.remove';
  return (
    <>
      {recording.isInParts && <PartList recording={recording} queue={queue} />}
      <dl className={classes.facts}>
        <Fact name={t('playground.file')}>{nameOf(recording)}</Fact>
        <Fact name={t('runs.columns.length')} isNumber>
          {length}
        </Fact>
        <Fact name={t('playground.cost')} isNumber>
          {cost}
        </Fact>
        <Fact name={t('administration.credits.available')} isNumber>
          {available === undefined ? '…' : number(available)}
        </Fact>
      </dl>
      {objection && (
        <Alert color="amber" role="alert">
          {objectionText(recording, objection, available ?? 0)}
        </Alert>
      )}
      {state.name === 'failed' && <SubmitFailure error={state.error} />}
      {state.name === 'uploading' && <UploadProgress uploadedShare={state.uploadedShare} isAnnounced />}
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.remove ?? ''}
        disabled={state.name === 'uploading' && state.uploadedShare >= 1}
        onClick={() => (state.name === 'uploading' ? queue.cancel(recording.id) : queue.remove(recording.id))}
      >
        {state.name === 'uploading' ? t('shell.cancel') : t(removes)}
      </Button>
    </>
  );
}

function Fact({ name, isNumber, children }: { name: string; isNumber?: boolean; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={isNumber ? 'numbers' : undefined}>{children}</dd>
    </div>
  );
}
