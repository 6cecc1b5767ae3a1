import { ActionIcon, Text, UnstyledButton } from '@mantine/core';
import { IconMessagePlus, IconPencil } from '@tabler/icons-react';
import type { Transcript, TranscriptSpeaker } from '@vivavoce/contract';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { SpeakerDot } from '../../components/speaker-dot.tsx';
import { formatTimestamp } from '../../i18n/formats.ts';
import { usePlayer, usePlayerTime } from '../player/player-context.tsx';
import type { Span } from '../scored-run.ts';
import classes from './transcript-row.module.css';
import type { SearchHit } from './transcript-search.ts';
import { TranscriptWord } from './transcript-word.tsx';
import type { WordMarks } from './word-marks.ts';

type Segment = Transcript['segments'][number];

interface Row {
  readonly segment: Segment;
  readonly role: TranscriptSpeaker['role'];
  readonly marks: ReadonlyMap<number, WordMarks> | undefined;
  readonly hits: readonly SearchHit[] | undefined;
  /** The hit at which the search stands, if it is in this segment. */
  readonly currentHit: SearchHit | undefined;
  /** The passage that was chosen, if it reaches into this segment. */
  readonly passage: Span | undefined;
}

interface RowProps extends Row {
  readonly isActive: boolean;
  readonly index: number;
  /** That is spoken, ISO 639-1, or und. */
  readonly language: string;
  /** An unsaved correction of the text. */
  readonly draft: string | undefined;
  /** Opens it for correction; absent where the reader may not correct. */
  readonly onCorrect: ((index: number) => void) | undefined;
  /** Opens a form for a comment; absent where the reader may not comment. */
  readonly onComment: ((index: number) => void) | undefined;
}

/** One segment: who, when, what. */
export const TranscriptRow = memo(function TranscriptRow({
  isActive,
  index,
  language,
  draft,
  onCorrect,
  onComment,
  ...row
}: RowProps) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { segment, role } = row;
  return (
    <article className={classes.row} data-role={role} data-active={isActive || undefined}>
      <header className={classes.head}>
        <SpeakerDot role={role} />
        <Text component="span" fz="xs" fw={650}>
          {segment.speakerLabel}
        </Text>
        <UnstyledButton
          className={classes.time}
          aria-label={t('report.transcript.playFrom', { time: formatTimestamp(segment.startMs) })}
          onClick={() => player.playFrom(segment.startMs)}
        >
          {formatTimestamp(segment.startMs)}
        </UnstyledButton>
        {onCorrect && (
          <ActionIcon
            variant="subtle"
            size="sm"
            className={classes.correct ?? ''}
            aria-label={t('report.correction.open', { time: formatTimestamp(segment.startMs) })}
            onClick={() => onCorrect(index)}
          >
            <IconPencil size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
        {onComment && (
          <ActionIcon
            variant="subtle"
            size="sm"
            className={classes.correct ?? ''}
            aria-label={t('comments.open', { time: formatTimestamp(segment.startMs) })}
            onClick={() => onComment(index)}
          >
            <IconMessagePlus size={14} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
      </header>
      {draft === undefined ? (
        <p className={classes.words} lang={language}>
          {isActive ? <ActiveWords {...row} /> : <Words {...row} at={-1} />}
        </p>
      ) : (
        <p className={classes.words} lang={language} data-draft>
          {draft}
        </p>
      )}
    </article>
  );
});

/** The words of the segment that is playing, with the current one highlighted. */
function ActiveWords(row: Row) {
  const at = usePlayerTime((timeMs) => row.segment.words.findLastIndex(({ startMs }) => startMs <= timeMs));
  return <Words {...row} at={at} />;
}

function Words({ segment, marks, hits, currentHit, passage, at }: Row & { at: number }) {
  const foundAt = (place: number) => {
    const hit = hits?.find(({ firstWord, lastWord }) => place >= firstWord && place <= lastWord);
    return hit && (hit === currentHit ? 'current' : 'other');
  };
  return segment.words.map((word, place) => (
    <TranscriptWord
      key={word.startMs + word.text}
      word={word}
      marks={marks?.get(place)}
      isSpoken={place === at}
      found={foundAt(place)}
      isInPassage={passage !== undefined && word.endMs > passage.startMs && word.startMs < passage.endMs}
    />
  ));
}
