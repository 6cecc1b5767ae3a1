import { Button, Text, TextInput } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorText } from '../components/error-text.tsx';
import { bytesOf, factsOf, isUnderWay, nameOf, type QueuedRecording } from './queued-recording.ts';
import type { UploadError } from './upload-limits.ts';
import classes from './upload-list.module.css';
import { UploadProgress } from './upload-progress.tsx';
import type { UploadQueue } from './upload-queue.ts';
import { hasArrivedBefore, useFactTexts, useObjectionText, useSizeText } from './upload-texts.ts';

/** One of several recordings: what is known of it, whose it is, how far it is. */
export function UploadRow({
  recording,
  objection,
  available,
  queue,
  onRemove,
}: {
  recording: QueuedRecording;
  objection: UploadError | null;
  /** Credits; 0 while they are not known. */
  available: number;
  queue: UploadQueue;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const facts = factsOf(recording);
  const { length, cost } = useFactTexts()(facts);
  const size = useSizeText()(bytesOf(recording));
  const row = useRef<HTMLLIElement>(null);
  const title = useId();
  const { state } = recording;
  const name = nameOf(recording);
  const isUploading = state.name === 'uploading';
  const isEditable = !isUnderWay(recording) && state.name !== 'submitted' && objection === null;
  return (
    <li ref={row} tabIndex={-1} aria-labelledby={title} className={`surface ${classes.row}`}>
      <div className={classes.head}>
        <div>
          <Text fw={600} id={title} className={classes.name ?? ''}>
            {name}
          </Text>
          <Text fz="sm" c="dimmed" className="numbers">
            {(facts?.isForeign ? [size] : [length, size, cost]).join(' · ')}
          </Text>
        </div>
        {state.name !== 'submitted' && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t(isUploading ? 'shell.cancel' : 'shell.remove')}: ${name}`}
            disabled={isUploading && state.uploadedShare >= 1}
            onClick={isUploading ? () => queue.cancel(recording.id) : onRemove}
          >
            {t(isUploading ? 'shell.cancel' : 'shell.remove')}
          </Button>
        )}
      </div>
      {isEditable && <CandidateInputs recording={recording} queue={queue} labelledBy={title} />}
      <RowState
        recording={recording}
        objection={objection}
        available={available}
        onRetry={() => {
          queue.retry(recording);
          // The button goes.
          row.current?.focus();
        }}
      />
    </li>
  );
}

/** Whose recording it is. */
function CandidateInputs({
  recording: { id, candidate },
  queue,
  labelledBy,
}: {
  recording: QueuedRecording;
  queue: UploadQueue;
  labelledBy: string;
}) {
  const { t } = useTranslation();
  return (
    // Enter would start all uploads.
    <div
      role="group"
      aria-labelledby={labelledBy}
      className={classes.fields}
      onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
    >
      <TextInput
        size="sm"
        label={t('playground.candidate')}
        value={candidate.candidate}
        onChange={(event) => queue.describe(id, { candidate: event.currentTarget.value })}
      />
      <TextInput
        size="sm"
        label={t('playground.externalId')}
        maxLength={255}
        value={candidate.externalId}
        onChange={(event) => queue.describe(id, { externalId: event.currentTarget.value })}
      />
    </div>
  );
}

/** How far a recording is, or why it will not be taken. */
function RowState({
  recording,
  objection,
  available,
  onRetry,
}: {
  recording: QueuedRecording;
  objection: UploadError | null;
  available: number;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const objectionText = useObjectionText();
  const { state } = recording;
  const name = nameOf(recording);
  if (state.name === 'uploading') return <UploadProgress uploadedShare={state.uploadedShare} name={name} />;
  if (state.name === 'waiting') return <Text fz="sm">{t('playground.queue.waiting')}</Text>;
  if (state.name === 'submitted') {
    return (
      <Text fz="sm" className={classes.state ?? ''}>
        {t('playground.queue.submitted')}{' '}
        <Link to={`/runs/${state.runId}`} aria-label={`${t('playground.queue.show')}: ${name}`}>
          {t('playground.queue.show')}
        </Link>
      </Text>
    );
  }
  if (objection) {
    return (
      <Text fz="sm" className={classes.problem ?? ''}>
        {objectionText(recording, objection, available)}
      </Text>
    );
  }
  if (state.name === 'ready') return null;
  return <Failure state={state} name={name} onRetry={onRetry} />;
}

/** Why an upload has ended without a run, and another attempt. */
function Failure({
  state,
  name,
  onRetry,
}: {
  state: Extract<QueuedRecording['state'], { name: 'failed' | 'cancelled' }>;
  name: string;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  if (state.name === 'failed' && hasArrivedBefore(state.error)) {
    return (
      <Text fz="sm" className={classes.problem ?? ''}>
        {t('playground.queue.arrived')} <Link to="/runs">{t('shell.runs')}</Link>
      </Text>
    );
  }
  return (
    <div className={classes.failure}>
      <Text fz="sm" className={classes.problem ?? ''}>
        {state.name === 'failed' ? <ErrorText error={state.error} /> : t('playground.queue.cancelled')}
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('shell.again')}: ${name}`}
        onClick={onRetry}
      >
        {t('shell.again')}
      </Button>
    </div>
  );
}
