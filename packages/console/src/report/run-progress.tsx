import { Progress, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { candidateNameOf, type PollResponse, STAGES } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import classes from './run-progress.module.css';

type UnfinishedRun = Extract<PollResponse, { status: 'queued' | 'processing' }>;

/** The progress of a run: its position in the queue, then its stages. */
export function RunProgress({ run }: { run: UnfinishedRun }) {
  const { t } = useTranslation();
  const percent = run.status === 'processing' ? run.progress.percent : 0;
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
          <Progress.Label>{percent > 8 && `${percent} %`}</Progress.Label>
        </Progress.Section>
      </Progress.Root>
      <StageList run={run} />
      <Text fz="sm" c="dimmed" mt="lg">
        {t('report.progress.leave')}
      </Text>
    </section>
  );
}

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
