import { useVirtualizer } from '@tanstack/react-virtual';
import { type ComponentProps, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlayer, usePlayerState, usePlayerTime } from '../player/player-context.tsx';
import type { ReportedRun } from '../scored-run.ts';
import type { SegmentDrafts } from './correction/segment-drafts.ts';
import { SegmentEditor } from './correction/segment-editor.tsx';
import { TranscriptRow } from './transcript-row.tsx';
import classes from './transcript-rows.module.css';
import type { SearchHit } from './transcript-search.ts';
import type { MarkKind, TranscriptMarks } from './word-marks.ts';

/** Estimated height of a segment before it is measured, px. */
const ROW_HEIGHT = 96;

/** The segments of the transcript; only visible ones are in the page, however long the interview. */
export function TranscriptRows({
  run,
  marks,
  shown,
  hits,
  drafts,
}: {
  run: ReportedRun;
  marks: TranscriptMarks;
  shown: readonly MarkKind[];
  hits: readonly SearchHit[];
  /** Null where the reader may not correct. */
  drafts: SegmentDrafts | null;
}) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { segments } = run.transcript;
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  });
  const active = useActiveSegment(run);
  useScrollIntoView(rows.scrollToIndex, active, hits[0]?.segment ?? null);
  const hitsBySegment = useMemo(() => Map.groupBy(hits, ({ segment }) => segment), [hits]);
  const playWord = ({ target }: MouseEvent) => {
    const start = target instanceof HTMLElement ? target.dataset.start : undefined;
    if (start !== undefined) player.playFrom(Number(start));
  };
  return (
    <div
      className={classes.frame}
      ref={frame}
      role="region"
      aria-label={t('report.transcript.words')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be reachable by keyboard.
      tabIndex={0}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: each segment has a button that plays it. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one listener for hundreds of words. */}
      <div
        className={classes.rows}
        style={{ height: rows.getTotalSize() }}
        data-marks={shown.join(' ')}
        onClick={playWord}
      >
        {rows.getVirtualItems().map(({ index, start, key }) => (
          <div
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={classes.place}
            style={{ transform: `translateY(${start}px)` }}
          >
            <EditableRow
              {...{ run, index, drafts }}
              marks={marks.get(index)}
              hits={hitsBySegment.get(index)}
              isActive={index === active}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

/** One segment, as text or open for correction. */
function EditableRow({
  run,
  index,
  drafts,
  ...row
}: Pick<ComponentProps<typeof TranscriptRow>, 'marks' | 'hits' | 'isActive' | 'index'> & {
  run: ReportedRun;
  drafts: SegmentDrafts | null;
}) {
  const segment = run.transcript.segments[index];
  if (!segment) return null;
  if (drafts?.open === index) return <SegmentEditor segment={segment} at={index} drafts={drafts} />;
  return (
    <TranscriptRow
      {...row}
      index={index}
      segment={segment}
      role={segment.speaker === run.transcript.candidateSpeaker ? 'candidate' : roleOf(run, segment.speaker)}
      draft={drafts?.texts.get(index)}
      onCorrect={drafts?.edit}
    />
  );
}

function roleOf(run: ReportedRun, speaker: string) {
  return run.transcript.speakers.find((one) => one.speaker === speaker)?.role ?? 'other';
}

/** The segment that is playing: the last one that has begun. */
function useActiveSegment({ transcript: { segments } }: ReportedRun): number {
  return usePlayerTime((timeMs) => {
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle]?.startMs ?? 0) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return timeMs === 0 ? -1 : low - 1;
  });
}

/** Scrolls to the segment that is playing or was found. */
function useScrollIntoView(
  scrollTo: (index: number, options: { align: 'center' }) => void,
  active: number,
  found: number | null,
) {
  const { isPlaying } = usePlayerState();
  const scroll = useRef(scrollTo);
  scroll.current = scrollTo;
  useEffect(() => {
    if (isPlaying && active >= 0) scroll.current(active, { align: 'center' });
  }, [isPlaying, active]);
  useEffect(() => {
    if (found !== null) scroll.current(found, { align: 'center' });
  }, [found]);
}
