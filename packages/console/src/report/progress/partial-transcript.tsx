import { Text, Title } from '@mantine/core';
import type { Passage } from '@vivavoce/contract';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp } from '../../i18n/formats.ts';
import classes from './partial-transcript.module.css';

/** So near to its end, px, the text is being followed. */
const NEAR_END_PX = 40;

/** The words of a run as they are recognised; nothing before the first. The newest stay in view unless the reader has scrolled back. */
export function PartialTranscript({ passages }: { passages: readonly Passage[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const isFollowed = useRef(true);
  useEffect(() => {
    const { current } = box;
    if (current && isFollowed.current) current.scrollTop = current.scrollHeight;
  }, [passages]);
  if (passages.length === 0) return null;
  const noteScroll = ({
    currentTarget: { scrollHeight, scrollTop, clientHeight },
  }: {
    currentTarget: Element;
  }) => {
    isFollowed.current = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
  };
  return (
    <section className={classes.words} aria-labelledby="words-title">
      <Title order={2} fz="h4" id="words-title">
        {t('report.progress.words')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('report.progress.wordsHint')}
      </Text>
      <div
        className={classes.box}
        ref={box}
        onScroll={noteScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard.
        tabIndex={0}
        role="group"
        aria-labelledby="words-title"
      >
        {passages
          .toSorted((a, b) => a.startMs - b.startMs)
          .map(({ speaker, startMs, text }) => (
            <p key={`${speaker} ${startMs}`}>
              {speaker !== null && (
                <>
                  <b>{t('report.progress.speaker', { number: numberOf(speaker) })}</b>{' '}
                </>
              )}
              <time dateTime={`PT${Math.floor(startMs / 1000)}S`}>{formatTimestamp(startMs)}</time>
              {/* In which language people speak is known only afterwards. */}
              <span lang="">{text}</span>
            </p>
          ))}
      </div>
    </section>
  );
}

/** Number of a speaker as the report counts them, from 1. */
function numberOf(speaker: NonNullable<Passage['speaker']>): number {
  return Number(speaker.replace('speaker_', '')) + 1;
}
