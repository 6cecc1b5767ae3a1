import { Alert, Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrentSession } from '../api/session.ts';
import { formatTimestamp, useFormats } from '../i18n/formats.ts';
import { discardKeptRecording, findKeptRecording, type KeptRecording } from './kept-recording.ts';
import type { Recorded } from './recorder.ts';

/** Offers a recording that was made in this browser and not sent. */
export function KeptRecordingNotice({ onUse }: { onUse: (recorded: Recorded) => void }) {
  const { t } = useTranslation();
  const { dateTime } = useFormats();
  const { user } = useCurrentSession();
  const [kept, setKept] = useState<KeptRecording | null>(null);
  const userId = user?.id ?? null;
  useEffect(() => {
    if (userId === null) return;
    // Where the browser keeps nothing, there is nothing to offer.
    findKeptRecording(userId).then(setKept, () => {});
  }, [userId]);
  if (kept === null) return null;
  const { id, file, durationMs, startedAt } = kept;
  return (
    <Alert color="petrol" mb="md" title={t('playground.kept.title')}>
      <Text fz="sm">
        {t('playground.kept.hint', {
          length: formatTimestamp(durationMs),
          when: dateTime(new Date(startedAt).toISOString()),
        })}
      </Text>
      <Group gap="xs" mt="sm">
        <Button
          size="xs"
          onClick={() => {
            setKept(null);
            onUse({ file, durationMs, keptId: id });
          }}
        >
          {t('playground.kept.use')}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setKept(null);
            discardKeptRecording(id).catch(() => {
              // It goes by itself after a day.
            });
          }}
        >
          {t('playground.kept.discard')}
        </Button>
      </Group>
    </Alert>
  );
}
