import { Alert, Button, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useCredits, useSubmit } from '../api/runs.ts';
import { clock, useFormats } from '../language/formats.ts';
import type { Language } from '../language/languages.ts';
import { CodePanel } from '../parts/code-panel.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { DropArea } from './drop-area.tsx';
import classes from './playground-page.module.css';
import { RecorderPanel } from './recorder-panel.tsx';
import { costOf, LIMITS, objectionTo, readDurationMs } from './recording-limits.ts';
import { EMPTY_SUBMISSION, fieldsOf, type Submission, submitCode, submitCommand } from './submission.ts';
import { SubmissionFields } from './submission-fields.tsx';

/** A recording that is about to be sent. */
interface Chosen {
  readonly file: File;
  /** Null where the browser cannot tell. */
  readonly durationMs: number | null;
}

/** Where recordings are sent from: by upload, or recorded here. */
export function PlaygroundPage() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const submit = useSubmit();
  const form = useForm<Submission>({ initialValues: EMPTY_SUBMISSION });
  const objection = chosen && objectionTo({ bytes: chosen.file.size, durationMs: chosen.durationMs });
  const send = form.onSubmit((given) => {
    if (!chosen) return;
    submit.mutate(
      { file: chosen.file, fields: fieldsOf(given, new Date(), i18n.language as Language) },
      { onSuccess: ({ id }) => void navigate(`/runs/${id}`) },
    );
  });
  return (
    <>
      <PageHeading title={t('playground.title')} hint={t('playground.hint')} />
      <form onSubmit={send} className={classes.columns}>
        <Stack gap="md">
          <AudioSource chosen={chosen} onChoose={setChosen} />
          {chosen && <ChosenRecording chosen={chosen} />}
          {objection && (
            <Alert color="amber" role="alert">
              {t(`playground.objections.${objection}`)}
            </Alert>
          )}
          {submit.error && (
            <Alert color="amber" role="alert">
              {submit.error.message}
            </Alert>
          )}
          {submit.isPending && (
            <Progress value={submit.sentShare * 100} aria-label={t('playground.uploading')} size="lg" />
          )}
          <Button type="submit" size="lg" disabled={!chosen || objection !== null} loading={submit.isPending}>
            {t('playground.submit')}
          </Button>
          <Text fz="xs" c="dimmed">
            {t('playground.notice')}
          </Text>
        </Stack>
        <Stack gap="md">
          <SubmissionFields form={form} />
          <SubmitCode form={form.values} fileName={chosen?.file.name ?? 'interview.mp3'} />
        </Stack>
      </form>
    </>
  );
}

/** The request that the form makes, for a program to make it. */
function SubmitCode({ form, fileName }: { form: Submission; fileName: string }) {
  const { t, i18n } = useTranslation();
  const { origin } = window.location;
  const fields = fieldsOf(form, new Date(), i18n.language as Language);
  return (
    <CodePanel
      title={t('playground.code')}
      curl={submitCommand(fields, fileName, origin)}
      sdk={submitCode(fields, fileName, origin)}
    />
  );
}

function AudioSource({ chosen, onChoose }: { chosen: Chosen | null; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<'file' | 'microphone'>('file');
  return (
    <section className={`surface ${classes.source}`} aria-labelledby="source-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="source-title">
          {t('playground.recording')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('playground.from')}
          value={from}
          onChange={(value) => setFrom(value === 'file' ? 'file' : 'microphone')}
          data={[
            { value: 'file', label: t('playground.upload') },
            { value: 'microphone', label: t('playground.microphone') },
          ]}
        />
      </div>
      {from === 'file' ? (
        <DropArea
          key={chosen?.file.name}
          onFile={async (file) => onChoose({ file, durationMs: await readDurationMs(file) })}
        />
      ) : (
        <RecorderPanel onRecorded={(file, durationMs) => onChoose({ file, durationMs })} />
      )}
      <Text fz="xs" c="dimmed" mt="md">
        {t('playground.limits', {
          minimum: clock(LIMITS.minMs),
          maximum: clock(LIMITS.maxMs),
          size: Math.round(LIMITS.maxBytes / 1024 / 1024),
        })}
      </Text>
    </section>
  );
}

/** What was chosen, what it costs, and what is there. */
function ChosenRecording({ chosen: { file, durationMs } }: { chosen: Chosen }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { data: credits } = useCredits();
  const cost = durationMs === null ? null : costOf(durationMs);
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t('playground.file')}</dt>
        <dd>{file.name}</dd>
      </div>
      <div>
        <dt>{t('runs.columns.length')}</dt>
        <dd className="numbers">{durationMs === null ? t('playground.unknown') : clock(durationMs)}</dd>
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
