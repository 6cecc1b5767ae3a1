import { Button, Group, Text, Textarea } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import type { TranscriptSegment } from '@vivavoce/contract';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp } from '../../../i18n/formats.ts';
import { usePlayer, usePlayerState } from '../../player/player-context.tsx';
import { segmentText } from './corrections.ts';
import type { SegmentDrafts } from './segment-drafts.ts';
import classes from './segment-editor.module.css';

/** Edits the words of a segment. */
export function SegmentEditor({
  segment,
  at,
  drafts,
}: {
  segment: TranscriptSegment;
  at: number;
  drafts: SegmentDrafts;
}) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') drafts.discard(at);
    else if (event.key === 'Enter') drafts.close();
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes.editor}>
      <Textarea
        ref={field}
        label={t('report.correction.label', {
          name: segment.speakerLabel,
          time: formatTimestamp(segment.startMs),
        })}
        description={t('report.correction.hint')}
        error={drafts.invalid.includes(at) && t('report.correction.tooMuch')}
        autosize
        minRows={2}
        value={drafts.texts.get(at) ?? segmentText(segment)}
        onChange={(event) => drafts.setText(at, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Group justify="space-between" mt="xs">
        <PlaySegment segment={segment} />
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => drafts.discard(at)}>
            {t('shell.cancel')}
          </Button>
          <Button size="xs" onClick={drafts.close}>
            {t('report.correction.done')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function PlaySegment({ segment: { startMs, endMs, speakerLabel } }: { segment: TranscriptSegment }) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { isUnavailable } = usePlayerState();
  if (isUnavailable) return <Text fz="xs">{t('report.player.silent')}</Text>;
  return (
    <Button
      size="xs"
      variant="light"
      leftSection={<IconPlayerPlayFilled size={11} aria-hidden />}
      onClick={() => player.play([{ startMs, endMs, label: speakerLabel }])}
    >
      {t('report.correction.hear')}
    </Button>
  );
}
