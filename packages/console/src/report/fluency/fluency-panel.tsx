import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { candidateTurns } from '../evidence/candidate-turns.ts';
import { longestPauses } from '../evidence/evidence-passages.ts';
import { Panel, PanelSection } from '../panel.tsx';
import { PassageList } from '../player/passage-button.tsx';
import type { ReportedRun } from '../scored-run.ts';
import { PaceChart } from './pace-chart.tsx';
import { SpeechTimeline } from './speech-timeline.tsx';

/** Fluency: timeline, pace, pauses, fillers, repairs. */
export function FluencyPanel({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { fluency } = run.analysis;
  const pauses = longestPauses(candidateTurns(run.transcript), 8).map(({ startMs, endMs, value }) => ({
    startMs,
    endMs,
    label: t('report.units.seconds', { value: number(value / 1000) }),
  }));
  return (
    <Panel id="fluency" title={t('report.fluency.title')} hint={t('report.fluency.hint')}>
      <PanelSection isWide title={t('report.fluency.timeline')} hint={t('report.fluency.timelineHint')}>
        <SpeechTimeline run={run} />
        <PaceChart run={run} />
      </PanelSection>
      <PanelSection title={t('report.fluency.pauses')} hint={t('report.fluency.pausesHint')}>
        <PassageList label={t('report.fluency.pauses')} passages={pauses} />
      </PanelSection>
      <PanelSection title={t('report.fluency.fillers')} hint={t('report.fluency.fillersHint')}>
        <PassageList
          label={t('report.fluency.fillers')}
          passages={fluency.filledPauses.items
            .slice(0, 12)
            .map(({ text, ...span }) => ({ ...span, label: text }))}
        />
      </PanelSection>
      <PanelSection title={t('report.fluency.repairs')} hint={t('report.fluency.repairsHint')}>
        <PassageList
          label={t('report.fluency.repairs')}
          passages={[...fluency.repetitions.items, ...(fluency.selfRepairs?.items ?? [])]
            .slice(0, 12)
            .map(({ text, ...span }) => ({ ...span, label: text }))}
        />
      </PanelSection>
    </Panel>
  );
}
