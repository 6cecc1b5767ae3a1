import { Text, Title } from '@mantine/core';
import type { CorrectedWord } from '@vivavoce/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Discussion } from '../comments/discussion.ts';
import type { ReportedRun } from '../scored-run.ts';
import { CorrectionBar } from './correction/correction-bar.tsx';
import { useSegmentDrafts } from './correction/segment-drafts.ts';
import { MarkFilter } from './mark-filter.tsx';
import { SearchField } from './search-field.tsx';
import classes from './transcript-panel.module.css';
import { TranscriptRows } from './transcript-rows.tsx';
import { searchTranscript } from './transcript-search.ts';
import { countMarks, type MarkKind, markWords } from './word-marks.ts';

const WaveformView = lazy(() => import('./waveform-view.tsx'));

/** The id of the transcript's heading on the page. */
export const TRANSCRIPT_TITLE_ID = 'transcript-title';

/** The transcript with waveform, search, highlights and corrections. */
export function TranscriptPanel({
  run,
  correctableRunId,
  corrected,
  discussion,
}: {
  run: ReportedRun;
  /** The id of the run, if the reader may correct its words. */
  correctableRunId?: string | undefined;
  /** Human corrections so far. */
  corrected?: readonly CorrectedWord[] | undefined;
  /** What colleagues say about it; absent where the reader may not see it. */
  discussion?: Discussion | undefined;
}) {
  const { t } = useTranslation();
  const marks = useMemo(() => markWords(run, corrected), [run, corrected]);
  const drafts = useSegmentDrafts(run, correctableRunId ?? 'read-only');
  const counts = useMemo(() => countMarks(marks, run.analysis), [marks, run]);
  const [shown, setShown] = useState<readonly MarkKind[]>([
    'fillers',
    'advanced',
    'sounds',
    'unsure',
    'corrected',
  ]);
  const { hits, ...search } = useTranscriptSearch(run);
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby={TRANSCRIPT_TITLE_ID}>
      <div className={classes.head}>
        <Title order={2} fz="h3" id={TRANSCRIPT_TITLE_ID}>
          {t('report.transcript.title')}
        </Title>
        <SearchField {...search} count={hits.length} />
      </div>
      <Suspense fallback={<div className={classes.waveform} />}>
        <div className={classes.waveform}>
          <WaveformView run={run} />
        </div>
      </Suspense>
      <MarkFilter shown={shown} counts={counts} onChange={setShown} />
      {correctableRunId !== undefined && <CorrectionBar runId={correctableRunId} drafts={drafts} />}
      <TranscriptRows
        {...{ run, marks, shown, hits, discussion }}
        currentHit={hits[search.current]}
        drafts={correctableRunId === undefined ? null : drafts}
      />
      <Text fz="xs" c="dimmed" className={classes.keys}>
        {t('report.transcript.keys')} {correctableRunId !== undefined && t('report.correction.how')}{' '}
        {discussion && t('comments.how')}
      </Text>
    </section>
  );
}

/** What is searched for, the matches, and the one at which the search stands. */
function useTranscriptSearch({ transcript: { segments } }: ReportedRun) {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const hits = useMemo(() => searchTranscript(segments, query), [segments, query]);
  return {
    query,
    hits,
    current,
    onQuery(text: string) {
      setQuery(text);
      setCurrent(0);
    },
    onMove(by: 1 | -1) {
      if (hits.length > 0) setCurrent((current + by + hits.length) % hits.length);
    },
  };
}
