import { useTranslation } from 'react-i18next';
import { AccentPanel } from './accent/accent-panel.tsx';
import { CandidateCard } from './candidate/candidate-card.tsx';
import { DimensionCard } from './dimensions/dimension-card.tsx';
import { FluencyPanel } from './fluency/fluency-panel.tsx';
import { PlayerBar } from './player/player-bar.tsx';
import { usePlayerKeys } from './player/player-keys.ts';
import { Provenance } from './provenance.tsx';
import classes from './report.module.css';
import { OverallCard, ReportTitle } from './report-head.tsx';
import { ReportNotes, ReportTexts } from './report-notes.tsx';
import { DIMENSIONS, type ScoredRun } from './scored-run.ts';
import { TranscriptPanel } from './transcript/transcript-panel.tsx';
import { VocabularyPanel } from './vocabulary/vocabulary-panel.tsx';

/** The report of a recording: how high, how sure, why, and where it can be heard. */
export function Report({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  usePlayerKeys(run);
  return (
    <>
      <ReportTitle run={run} />
      <div className={classes.sections}>
        <ReportNotes run={run} />
        <div className={classes.top}>
          <OverallCard run={run} />
          <CandidateCard run={run} />
        </div>
        <section aria-label={t('report.dimensions.title')} className={classes.dimensions}>
          {DIMENSIONS.map((dimension) => (
            <DimensionCard key={dimension} run={run} dimension={dimension} />
          ))}
        </section>
        <TranscriptPanel run={run} />
        <VocabularyPanel run={run} />
        <FluencyPanel run={run} />
        <AccentPanel run={run} />
        <ReportTexts run={run} />
        <Provenance run={run} />
      </div>
      <PlayerBar durationMs={run.audio.durationMs} />
    </>
  );
}
