import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import type { SpokenWord } from '../scored-run.ts';
import classes from './transcript-word.module.css';
import type { WordMarks } from './word-marks.ts';

/** One word; its marks show when their kind is highlighted. */
export const TranscriptWord = memo(function TranscriptWord({
  word,
  marks,
  isSpoken,
  found,
  isInPassage,
}: {
  word: SpokenWord;
  marks: WordMarks | undefined;
  isSpoken: boolean;
  /** Whether a search finds it, and whether the search stands there. */
  found: 'current' | 'other' | undefined;
  /** Whether it belongs to the passage that was chosen. */
  isInPassage: boolean;
}) {
  return (
    <>
      {marks && marks.pauseBeforeMs > 0 && <Pause ms={marks.pauseBeforeMs} />}
      {marks?.corrected && marks.corrected.heard !== '' && (
        <del className={classes.heard}>{marks.corrected.heard}</del>
      )}
      <span
        className={classes.word}
        data-start={word.startMs}
        data-spoken={isSpoken || undefined}
        data-found={found}
        data-passage={isInPassage || undefined}
        data-filler={marks?.isFiller || undefined}
        data-repair={marks?.isRepair || undefined}
        data-unsure={marks?.isUnsure || undefined}
        data-advanced={marks?.level ?? undefined}
        data-sound={marks?.hardSound ?? undefined}
        data-corrected={marks?.corrected?.isWritten || undefined}
      >
        {word.text}
        {marks?.level && <sup className={classes.level}>{marks.level}</sup>}
        {marks?.hardSound && <sup className={classes.sound}>/{marks.hardSound}/</sup>}
      </span>{' '}
    </>
  );
});

function Pause({ ms }: { ms: number }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const seconds = number(ms / 1000);
  return (
    <>
      <span className={classes.pause} role="img" aria-label={t('report.transcript.pause', { seconds })}>
        {seconds}
      </span>{' '}
    </>
  );
}
