import { type ComponentProps, type MouseEvent, type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discussion } from '../comments/discussion.ts';
import { usePlayer, usePlayerState, usePlayerTime } from '../player/player-context.tsx';
import type { ReportedRun, Span } from '../scored-run.ts';
import type { SegmentDrafts } from './correction/segment-drafts.ts';
import { SegmentEditor } from './correction/segment-editor.tsx';
import { RowComments } from './row-comments.tsx';
import { TranscriptRow } from './transcript-row.tsx';
import classes from './transcript-rows.module.css';
import type { SearchHit } from './transcript-search.ts';
import type { MarkKind, TranscriptMarks } from './word-marks.ts';

/**
 * The segments of the transcript. All are in the page, so that the browser's own search and screen readers reach every word; those
 * out of sight are neither laid out nor painted (`content-visibility`).
 */
export function TranscriptRows({
  run,
  marks,
  shown,
  hits,
  currentHit,
  drafts,
  discussion,
}: {
  run: ReportedRun;
  marks: TranscriptMarks;
  shown: readonly MarkKind[];
  hits: readonly SearchHit[];
  /** The hit at which the search stands. */
  currentHit: SearchHit | undefined;
  /** Null where the reader may not correct. */
  drafts: SegmentDrafts | null;
  /** Absent where the reader may not see comments. */
  discussion: Discussion | undefined;
}) {
  const { t } = useTranslation();
  const player = usePlayer();
  const { passage } = usePlayerState();
  const frame = useRef<HTMLDivElement>(null);
  const active = useActiveSegment(run);
  const { segments } = run.transcript;
  useScrollIntoView(frame, active, firstSegmentIn(segments, passage), currentHit);
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
      <div data-marks={shown.join(' ')} onClick={playWord}>
        {segments.map((segment, index) => (
          <div key={segment.startMs} data-index={index} className={classes.place}>
            <EditableRow
              {...{ run, index, drafts }}
              onComment={discussion?.open}
              marks={marks.get(index)}
              hits={hitsBySegment.get(index)}
              currentHit={currentHit?.segment === index ? currentHit : undefined}
              passage={passage && reaches(passage, segment) ? passage : undefined}
              isActive={index === active}
            />
            {discussion && <RowComments {...{ discussion, segment, index }} />}
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
}: Pick<
  ComponentProps<typeof TranscriptRow>,
  'marks' | 'hits' | 'currentHit' | 'passage' | 'isActive' | 'index' | 'onComment'
> & {
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
      language={run.audio.languageCode}
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

const reaches = (one: Span, other: Span): boolean => one.startMs < other.endMs && one.endMs > other.startMs;

/** The segment that a passage begins in; null without one. */
function firstSegmentIn(segments: readonly Span[], passage: Span | null): number | null {
  if (passage === null) return null;
  const at = segments.findIndex((segment) => reaches(passage, segment));
  return at === -1 ? null : at;
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

/** Scrolls the frame, and not the page, to what is playing, was chosen or was found. */
function useScrollIntoView(
  frame: RefObject<HTMLDivElement | null>,
  active: number,
  chosen: number | null,
  found: SearchHit | undefined,
) {
  useEffect(() => (active >= 0 ? scrollTo(frame.current, active) : undefined), [frame, active]);
  useEffect(() => (chosen === null ? undefined : scrollTo(frame.current, chosen)), [frame, chosen]);
  useEffect(() => (found ? scrollTo(frame.current, found.segment) : undefined), [frame, found]);
}

/** Rows on the way get their real heights frame by frame as they come near: so many looks land exactly. */
const LOOKS = 5;

/** Scrolls to a row. @returns what gives it up. */
function scrollTo(frame: HTMLDivElement | null, index: number): (() => void) | undefined {
  const row = frame?.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!frame || !row) return undefined;
  let request = 0;
  const look = (left: number) => {
    const from = row.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += from - Math.max(0, (frame.clientHeight - row.offsetHeight) / 2);
    if (left > 1) request = requestAnimationFrame(() => look(left - 1));
  };
  look(LOOKS);
  return () => cancelAnimationFrame(request);
}
