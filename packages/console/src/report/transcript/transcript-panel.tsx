import { Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportedRun } from '../scored-run.ts';
import { MarkSwitches } from './mark-switches.tsx';
import classes from './transcript-panel.module.css';
import { TranscriptRows } from './transcript-rows.tsx';
import { countMarks, type MarkKind, markWords } from './word-marks.ts';
import { searchWords } from './word-search.ts';

const WaveformPicture = lazy(() => import('./waveform-picture.tsx'));

/** What was said beside how it sounded. */
export function TranscriptPanel({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const marks = useMemo(() => markWords(run), [run]);
  const counts = useMemo(() => countMarks(marks), [marks]);
  const [shown, setShown] = useState<readonly MarkKind[]>(['fillers', 'advanced', 'sounds', 'unsure']);
  const [sought, setSought] = useState('');
  const hits = useMemo(() => searchWords(run.transcript.segments, sought), [run, sought]);
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby="transcript-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="transcript-title">
          {t('report.transcript.title')}
        </Title>
        <TextInput
          size="sm"
          type="search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
          placeholder={t('report.transcript.search')}
          aria-label={t('report.transcript.search')}
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
          className={classes.search ?? ''}
        />
      </div>
      <Text role="status" fz="xs" c="dimmed" className={classes.found}>
        {sought.trim() !== '' && t('report.transcript.found', { count: hits.length })}
      </Text>
      <Suspense fallback={<div className={classes.waveform} />}>
        <div className={classes.waveform}>
          <WaveformPicture run={run} />
        </div>
      </Suspense>
      <MarkSwitches shown={shown} counts={counts} onChange={setShown} />
      <TranscriptRows run={run} marks={marks} shown={shown} hits={hits} />
      <Text fz="xs" c="dimmed" className={classes.keys}>
        {t('report.transcript.keys')}
      </Text>
    </section>
  );
}
