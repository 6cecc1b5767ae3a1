import { Alert, Button, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReportLanguage } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCredits, useSubmitRecording } from '../api/runs.ts';
import { useSubmitLimits } from '../api/session.ts';
import { AFTER_SAVING } from '../app/leave-guard.tsx';
import { CodePanel } from '../components/code-panel.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import { Dropzone } from './dropzone.tsx';
import { isForeignFile } from './foreign-file.ts';
import { discardKeptRecording } from './kept-recording.ts';
import { KeptRecordingNotice } from './kept-recording-notice.tsx';
import { LinkForm } from './link-form.tsx';
import { RecorderPanel } from './recorder-panel.tsx';
import {
  EMPTY_SUBMISSION_FORM,
  type SubmissionForm,
  submitCurlCommand,
  submitSdkCode,
  toSubmitFields,
} from './submission.ts';
import { SubmissionFields } from './submission-fields.tsx';
import { checkUpload, creditCost, limitsInWords, readDurationMs, type UploadError } from './upload-limits.ts';
import classes from './upload-page.module.css';

/** A recording to submit. */
interface SelectedRecording {
  readonly file: File;
  /** Null where the browser cannot read it. */
  readonly durationMs: number | null;
  /** Of a file that is no recording. */
  readonly isForeign?: boolean;
  /** Of a recording that is kept on this device until it is sent. */
  readonly keptId?: string;
}

/** Submits a recording: an uploaded file, or one recorded here. */
export function UploadPage() {
  const { t, i18n } = useTranslation();
  const limits = useSubmitLimits();
  const limitTexts = limitsInWords(limits, useFormats().number);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<SelectedRecording | null>(null);
  const submit = useSubmitRecording();
  const form = useForm<SubmissionForm>({ initialValues: EMPTY_SUBMISSION_FORM });
  const available = useCredits().data?.available ?? null;
  const objection =
    selected && checkUpload({ isForeign: false, ...selected, bytes: selected.file.size }, limits, available);
  useUnsavedWork(selected !== null);
  const send = form.onSubmit((values) => {
    if (!selected) return;
    submit.mutate(
      { file: selected.file, fields: toSubmitFields(values, new Date(), i18n.language as ReportLanguage) },
      {
        onSuccess({ id }) {
          if (selected.keptId !== undefined) {
            discardKeptRecording(selected.keptId).catch(() => {
              // It goes by itself after a day.
            });
          }
          void navigate(`/runs/${id}`, { state: AFTER_SAVING });
        },
      },
    );
  });
  return (
    <>
      <PageHeading title={t('playground.title')} hint={t('playground.hint', limitTexts)} />
      {selected === null && <KeptRecordingNotice onUse={setSelected} />}
      <form onSubmit={send} className={classes.columns}>
        <Stack gap="md">
          <AudioSource selected={selected} onSelect={setSelected} />
          {selected === null && (
            <LinkForm
              fields={() => toSubmitFields(form.getValues(), new Date(), i18n.language as ReportLanguage)}
            />
          )}
          {selected && <SelectedRecordingDetails selected={selected} />}
          {objection && <Objection to={selected} error={objection} available={available ?? 0} />}
          {submit.error && (
            <Alert color="amber" role="alert">
              {submit.error.message}
            </Alert>
          )}
          {submit.isPending && <SubmitProgress uploadedShare={submit.uploadedShare} />}
          <Button
            type="submit"
            size="lg"
            disabled={!selected || objection !== null}
            loading={submit.isPending}
          >
            {t('playground.submit')}
          </Button>
          <Text fz="xs" c="dimmed">
            {t('playground.notice')}
          </Text>
        </Stack>
        <Stack gap="md">
          <SubmissionFields form={form} />
          <SubmitCode form={form.values} fileName={selected?.file.name ?? 'interview.mp3'} />
        </Stack>
      </form>
    </>
  );
}

/** Why a recording will not be taken. */
function Objection({
  to: { durationMs },
  error,
  available,
}: {
  to: SelectedRecording;
  error: UploadError;
  available: number;
}) {
  const { t } = useTranslation();
  const limits = useSubmitLimits();
  const limitTexts = limitsInWords(limits, useFormats().number);
  const cost = creditCost(durationMs ?? limits.minDurationMs);
  return (
    <Alert color="amber" role="alert">
      {t(`playground.objections.${error}`, { ...limitTexts, cost, available })}
    </Alert>
  );
}

/** How far the upload is; once it has arrived, that the server checks it: that takes seconds, and has no percentage. */
function SubmitProgress({ uploadedShare }: { uploadedShare: number }) {
  const { t } = useTranslation();
  const isChecking = uploadedShare >= 1;
  const label = t(isChecking ? 'playground.checking' : 'playground.uploading');
  return (
    <Stack gap={4}>
      <Progress value={uploadedShare * 100} aria-label={label} size="lg" animated={isChecking} />
      <Text fz="sm" role="status">
        {isChecking ? label : `${label}: ${Math.round(uploadedShare * 100)} %`}
      </Text>
    </Stack>
  );
}

/** The request of the form as code. */
function SubmitCode({ form, fileName }: { form: SubmissionForm; fileName: string }) {
  const { t, i18n } = useTranslation();
  const { origin } = window.location;
  const fields = toSubmitFields(form, new Date(), i18n.language as ReportLanguage);
  return (
    <CodePanel
      title={t('playground.code')}
      curl={submitCurlCommand(fields, fileName, origin)}
      sdk={submitSdkCode(fields, fileName, origin)}
    />
  );
}

function AudioSource({
  selected,
  onSelect,
}: {
  selected: SelectedRecording | null;
  onSelect: (selected: SelectedRecording) => void;
}) {
  const { t } = useTranslation();
  const [source, setSource] = useState<'file' | 'microphone'>('file');
  return (
    <section className={`surface ${classes.source}`} aria-labelledby="source-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="source-title">
          {t('playground.recording')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('playground.from')}
          value={source}
          onChange={(value) => setSource(value === 'file' ? 'file' : 'microphone')}
          data={[
            { value: 'file', label: t('playground.upload') },
            { value: 'microphone', label: t('playground.microphone') },
          ]}
        />
      </div>
      {source === 'file' ? (
        <Dropzone key={selected?.file.name} onFile={async (file) => onSelect(await examined(file))} />
      ) : (
        <RecorderPanel onRecorded={onSelect} />
      )}
      <Text fz="xs" c="dimmed" mt="md">
        {t('playground.limits', limitsInWords(useSubmitLimits(), useFormats().number))}
      </Text>
    </section>
  );
}

/** What can be known of a file before it is sent. */
async function examined(file: File): Promise<SelectedRecording> {
  const durationMs = await readDurationMs(file);
  return { file, durationMs, isForeign: durationMs === null && (await isForeignFile(file)) };
}

/** The selected recording, its cost and the available credits. */
function SelectedRecordingDetails({ selected: { file, durationMs } }: { selected: SelectedRecording }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: credits } = useCredits();
  const cost = durationMs === null ? null : creditCost(durationMs);
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('playground.file')}</dt>
        <dd>{file.name}</dd>
      </div>
      <div>
        <dt>{t('runs.columns.length')}</dt>
        <dd className="numbers">
          {durationMs === null ? t('playground.unknown') : formatTimestamp(durationMs)}
        </dd>
      </div>
      <div>
        <dt>{t('playground.cost')}</dt>
        <dd className="numbers">
          {cost === null ? t('playground.perMinute') : t('shell.credits', { count: cost })}
        </dd>
      </div>
      <div>
        <dt>{t('administration.credits.available')}</dt>
        <dd className="numbers">{credits ? number(credits.available) : '…'}</dd>
      </div>
    </dl>
  );
}
