import { Alert, Group, Progress, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { candidateNameOf, type PollResponse, STAGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { PartialTranscript } from './partial-transcript.tsx';
import { useRemainingMs } from './remaining-time.ts';
import classes from './run-progress.module.css';
import { StopRun } from './stop-run.tsx';

type UnfinishedRun = Extract<PollResponse, { status: 'queued' | 'processing' }>;

/** The progress of a run: its position in the queue, then its stages. */
export function RunProgress({ run, isServerAway }: { run: UnfinishedRun; isServerAway: boolean }) {
  const { t } = useTranslation();
  const { percent: share } = useFormats();
  const percent = run.status === 'processing' ? run.progress.percent : 0;
  const restMs = useRemainingMs(run.status === 'processing' ? percent : null);
  return (
    <section className={`surface ${classes.card}`} aria-labelledby="progress-title">
      <Title order={1} fz="h2" id="progress-title">
        {candidateNameOf(run) ?? t('report.head.unnamed')}
      </Title>
      <Text c="dimmed" role="status">
        {run.status === 'queued'
          ? t('report.progress.queued', { position: run.queuePosition, active: run.activeRequests })
          : t(`report.stages.${run.progress.stage}`)}
      </Text>
      <Progress.Root size="lg" radius="xl" mt="lg">
        <Progress.Section value={percent} aria-label={t('report.progress.name')}>
          <Progress.Label>{percent > 8 && share(percent / 100)}</Progress.Label>
        </Progress.Section>
      </Progress.Root>
      {isServerAway ? (
        <Alert color="amber" role="alert" mt="md">
          {t('report.progress.lost')}
        </Alert>
      ) : (
        <RemainingTime restMs={restMs} />
      )}
      <StageList run={run} />
      {run.status === 'processing' && <PartialTranscript passages={run.partialTranscript ?? []} />}
      <Group justify="space-between" align="flex-end" mt="lg">
        <Text fz="sm" c="dimmed" flex="1 1 16rem">
          {t('report.progress.leave')}
        </Text>
        <StopRun run={run} />
      </Group>
    </section>
  );
}

/** How long it will take; says nothing until there is a pace to tell it from. */
function RemainingTime({ restMs }: { restMs: number | null }) {
  const { t } = useTranslation();
  const minutes = restMs === null ? null : Math.round(restMs / MINUTE_MS);
  return (
    <Text fz="sm" c="dimmed" mt={6} mih="1.5em">
      {minutes !== null &&
        (minutes === 0 ? t('report.progress.soon') : t('report.progress.remaining', { count: minutes }))}
    </Text>
  );
}

const MINUTE_MS = 60_000;

function StageList({ run }: { run: UnfinishedRun }) {
  const { t } = useTranslation();
  const at = run.status === 'processing' ? STAGES.indexOf(run.progress.stage) : -1;
  return (
    <ol className={classes.stages}>
      {STAGES.map((stage, place) => (
        <li key={stage} data-state={stateOf(place, at)} aria-current={place === at ? 'step' : undefined}>
          <span className={classes.mark}>{place < at && <IconCheck size={12} stroke={3} aria-hidden />}</span>
          {t(`report.stages.${stage}`)}
        </li>
      ))}
    </ol>
  );
}

function stateOf(place: number, at: number): 'done' | 'now' | 'waiting' {
  if (place < at) return 'done';
  return place === at ? 'now' : 'waiting';
}
