import { Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { CorrectedWord } from '@vivavoce/contract';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportedRun } from '../scored-run.ts';
import { CorrectionBar } from './correction/correction-bar.tsx';
import { useSegmentDrafts } from './correction/segment-drafts.ts';
import { MarkFilter } from './mark-filter.tsx';
import classes from './transcript-panel.module.css';
import { TranscriptRows } from './transcript-rows.tsx';
import { searchTranscript } from './transcript-search.ts';
import { countMarks, type MarkKind, markWords } from './word-marks.ts';

const WaveformView = lazy(() => import('./waveform-view.tsx'));

/** The transcript with waveform, search, highlights and corrections. */
export function TranscriptPanel({
  run,
  correctableRunId,
  corrected,
}: {
  run: ReportedRun;
  /** The id of the run, if the reader may correct its words. */
  correctableRunId?: string | undefined;
  /** Human corrections so far. */
  corrected?: readonly CorrectedWord[] | undefined;
}) {
  const { t } = useTranslation();
  const marks = useMemo(() => markWords(run, corrected), [run, corrected]);
  const drafts = useSegmentDrafts(run);
  const counts = useMemo(() => countMarks(marks), [marks]);
  const [shown, setShown] = useState<readonly MarkKind[]>([
    'fillers',
    'advanced',
    'sounds',
    'unsure',
    'corrected',
  ]);
  const [searchQuery, setSearchQuery] = useState('');
  const hits = useMemo(() => searchTranscript(run.transcript.segments, searchQuery), [run, searchQuery]);
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby="transcript-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="transcript-title">
          {t('report.transcript.title')}
        </Title>
        <TextInput
          size="sm"
          type="search"
          value={searchQuery}
          onChange={(event) => setSearchQuery(event.currentTarget.value)}
          placeholder={t('report.transcript.search')}
          aria-label={t('report.transcript.search')}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          className={classes.search ?? ''}
        />
      </div>
      <Text role="status" fz="xs" c="dimmed" className={classes.found}>
        {searchQuery.trim() !== '' && t('report.transcript.found', { count: hits.length })}
      </Text>
      <Suspense fallback={<div className={classes.waveform} />}>
        <div className={classes.waveform}>
          <WaveformView run={run} />
        </div>
      </Suspense>
      <MarkFilter shown={shown} counts={counts} onChange={setShown} />
      {correctableRunId !== undefined && <CorrectionBar runId={correctableRunId} drafts={drafts} />}
      <TranscriptRows
        {...{ run, marks, shown, hits }}
        drafts={correctableRunId === undefined ? null : drafts}
      />
      <Text fz="xs" c="dimmed" className={classes.keys}>
        {t('report.transcript.keys')} {correctableRunId !== undefined && t('report.correction.how')}
      </Text>
    </section>
  );
}
