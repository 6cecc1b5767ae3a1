import { Button, Group, Text } from '@mantine/core';
import { IconMicrophone, IconPlayerPauseFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCurrentSession, useSubmitLimits } from '../api/session.ts';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { formatTimestamp } from '../i18n/formats.ts';
import { type Recorded, useRecorder } from './recorder.ts';
import classes from './recorder-panel.module.css';

/** Records an interview: the level, the elapsed time and the minimum duration. */
export function RecorderPanel({ onRecorded }: { onRecorded: (recorded: Recorded) => void }) {
  const { t } = useTranslation();
  const { minDurationMs } = useSubmitLimits();
  const { user } = useCurrentSession();
  const recorder = useRecorder(user?.id ?? '', onRecorded);
  const isOn = recorder.state === 'recording' || recorder.state === 'paused';
  useUnsavedWork(isOn);
  return (
    <div className={classes.panel}>
      <Text fz="sm" c="dimmed">
        {t('playground.recordHint', { minimum: formatTimestamp(minDurationMs) })}
      </Text>
      {isOn && (
        <>
          <Text className={classes.time} role="timer">
            {formatTimestamp(recorder.elapsedMs)} <span>/ {formatTimestamp(minDurationMs)}</span>
          </Text>
          <div
            className={classes.meter}
            role="meter"
            aria-label={t('playground.level')}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(recorder.level * 100)}
          >
            <span style={{ width: `${recorder.level * 100}%` }} />
          </div>
        </>
      )}
      <Group gap="xs">
        {!isOn && (
          <Button
            variant="default"
            leftSection={<IconMicrophone size={16} aria-hidden />}
            onClick={() => void recorder.start()}
          >
            {t('playground.record')}
          </Button>
        )}
        {isOn && (
          <>
            <Button
              variant="default"
              leftSection={<IconPlayerPauseFilled size={16} aria-hidden />}
              onClick={() => (recorder.state === 'paused' ? recorder.resume() : recorder.pause())}
            >
              {recorder.state === 'paused' ? t('playground.resume') : t('playground.pause')}
            </Button>
            <Button
              leftSection={<IconPlayerStopFilled size={16} aria-hidden />}
              onClick={() => recorder.stop()}
            >
              {t('playground.stop')}
            </Button>
          </>
        )}
      </Group>
      {recorder.state === 'refused' && (
        <Text fz="sm" c="red" role="alert">
          {t('playground.refused')}
        </Text>
      )}
    </div>
  );
}
