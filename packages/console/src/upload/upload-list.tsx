import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCredits } from '../api/runs.ts';
import { useSubmitLimits } from '../api/session.ts';
import { useFormats } from '../i18n/formats.ts';
import { isUnderWay, nameOf, objectionTo, type QueuedRecording } from './queued-recording.ts';
import classes from './upload-list.module.css';
import type { UploadQueue } from './upload-queue.ts';
import { UploadRow } from './upload-row.tsx';

/** Several recordings, each with its candidate, its state and what can be done about it, and how far all of them are. */
export function UploadList({
  recordings,
  cost,
  queue,
}: {
  recordings: readonly QueuedRecording[];
  /** What all that is still to be sent costs, credits; null where no upload can be started. */
  cost: number | null;
  queue: UploadQueue;
}) {
  const { t } = useTranslation();
  const limits = useSubmitLimits();
  const available = useCredits().data?.available ?? null;
  const title = useRef<HTMLHeadingElement>(null);
  const remove = (id: string) => {
    queue.remove(id);
    // The button goes.
    title.current?.focus();
  };
  return (
    <Stack component="section" gap="sm" aria-labelledby="uploads-title">
      <Title order={2} fz="h3" id="uploads-title" ref={title} tabIndex={-1}>
        {t('playground.queue.title')}
      </Title>
      <ul className={classes.list}>
        {recordings.map((recording) => (
          <UploadRow
            key={recording.id}
            recording={recording}
            objection={recording.state.name === 'ready' ? objectionTo(recording, limits, available) : null}
            available={available ?? 0}
            queue={queue}
            onRemove={() => remove(recording.id)}
          />
        ))}
      </ul>
      <UploadSummary
        recordings={recordings}
        onRetryAll={(failed) => {
          for (const one of failed) queue.retry(one);
          title.current?.focus();
        }}
        onClear={() => {
          queue.removeSubmitted();
          title.current?.focus();
        }}
      />
      {cost !== null && available !== null && <CostOfAll cost={cost} available={available} />}
    </Stack>
  );
}

/** How many have become runs; screen readers are told whenever an upload begins or ends. */
function UploadSummary({
  recordings,
  onRetryAll,
  onClear,
}: {
  recordings: readonly QueuedRecording[];
  onRetryAll: (failed: readonly QueuedRecording[]) => void;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const started = recordings.filter(({ request }) => request !== null);
  const done = started.filter(({ state }) => state.name === 'submitted').length;
  const current = started.find(({ state }) => state.name === 'uploading');
  const failed = started.filter(({ state }) => state.name === 'failed');
  const isBusy = started.some(isUnderWay);
  return (
    <div className={classes.summary}>
      <Text fz="sm" role="status">
        {started.length > 0 && t('playground.queue.done', { done, total: started.length })}
        {failed.length > 0 && ` ${t('playground.queue.failed', { count: failed.length })}`}
        {current && ` ${t('playground.queue.current', { name: nameOf(current) })}`}
      </Text>
      <Group gap="xs">
        {!isBusy && failed.length > 1 && (
          <Button size="compact-sm" variant="default" onClick={() => onRetryAll(failed)}>
            {t('playground.queue.retryAll')}
          </Button>
        )}
        {!isBusy && done > 0 && (
          <Button size="compact-sm" variant="default" onClick={onClear}>
            {t('playground.queue.clear')}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** What the recordings cost together, and whether there are the credits for it. */
function CostOfAll({ cost, available }: { cost: number; available: number }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const figures = { cost: number(cost), available: number(available) };
  return cost > available ? (
    <Alert color="amber" role="alert">
      {t('playground.queue.tooMuch', figures)}
    </Alert>
  ) : (
    <Text fz="sm" c="dimmed">
      {t('playground.queue.cost', figures)}
    </Text>
  );
}
