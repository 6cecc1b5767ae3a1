import { Alert, Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCredits } from '../api/runs.ts';
import { useFormats } from '../i18n/formats.ts';
import type { QueuedRecording } from './queued-recording.ts';
import type { UploadError } from './upload-limits.ts';
import classes from './upload-page.module.css';
import { UploadProgress } from './upload-progress.tsx';
import { hasArrivedBefore, useFactTexts, useObjectionText } from './upload-texts.ts';

/** The only recording: its cost and the available credits, why it will not be taken, how far it is. */
export function SingleRecording({
  recording,
  objection,
  onRemove,
  onCancel,
}: {
  recording: QueuedRecording;
  objection: UploadError | null;
  onRemove: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { length, cost } = useFactTexts()(recording);
  const objectionText = useObjectionText();
  const available = useCredits().data?.available;
  const { state, file } = recording;
  return (
    <>
      <dl className={classes.facts}>
        <Fact name={t('playground.file')}>{file.name}</Fact>
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
      {state.name === 'failed' && <Failure error={state.error} />}
      {state.name === 'uploading' && <UploadProgress uploadedShare={state.uploadedShare} isAnnounced />}
      <Button
        variant="subtle"
        size="compact-sm"
        className={classes.remove ?? ''}
        disabled={state.name === 'uploading' && state.uploadedShare >= 1}
        onClick={state.name === 'uploading' ? onCancel : onRemove}
      >
        {state.name === 'uploading' ? t('shell.cancel') : t('shell.remove')}
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

function Failure({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <Alert color="amber" role="alert">
      {hasArrivedBefore(error) ? (
        <>
          {t('playground.queue.arrived')}{' '}
          <Anchor component={Link} to="/runs" fz="inherit">
            {t('shell.runs')}
          </Anchor>
        </>
      ) : (
        error.message
      )}
    </Alert>
  );
}
