import { Box, Button, Group, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type CorrectedWord, correctedWords, headlineOf, isScoredAsEnglish } from '@vivavoce/contract';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useHistory, useRevision } from '../api/revisions.ts';
import { useHasPermission } from '../api/session.ts';
import { useFormats } from '../i18n/formats.ts';
import { AccentPanel } from './accent/accent-panel.tsx';
import { ReportActions } from './actions/report-actions.tsx';
import { AnswersPanel } from './answers/answers-panel.tsx';
import { CandidateCard } from './candidate/candidate-card.tsx';
import { NameSpeakers } from './candidate/name-speakers.tsx';
import { SwitchCandidate } from './candidate/switch-candidate.tsx';
import { withNames } from './candidate-name.ts';
import { CommentsPanel } from './comments/comments-panel.tsx';
import { useDiscussion } from './comments/discussion.ts';
import { DimensionCard } from './dimensions/dimension-card.tsx';
import { FluencyPanel } from './fluency/fluency-panel.tsx';
import { HistoryCard } from './history/history-card.tsx';
import { OlderResultNotice } from './history/older-result-notice.tsx';
import { PlayerBar } from './player/player-bar.tsx';
import { usePlayerShortcuts } from './player/player-shortcuts.ts';
import { Provenance } from './provenance.tsx';
import classes from './report.module.css';
import { ReportTitle } from './report-header.tsx';
import { FeedbackCard } from './report-notes.tsx';
import { ReviewCard, SharedReview } from './review-card.tsx';
import { DIMENSIONS, type ScoredRun } from './scored-run.ts';
import { type SummarisedRun, SummaryCard } from './summary/summary-card.tsx';
import { TranscriptPanel } from './transcript/transcript-panel.tsx';
import { VocabularyPanel } from './vocabulary/vocabulary-panel.tsx';

/** The report of a recording for signed-in users; an older result is read-only. */
export function Report({ run: shown, isOlder = false }: { run: ScoredRun; isOlder?: boolean }) {
  const run = useMemo(() => withNames(shown), [shown]);
  const canReview = useHasPermission('runs.review') && !isOlder;
  const corrected = useCorrectedWords(run);
  const discussion = useDiscussion(run, canReview);
  return (
    <>
      {isOlder && <OlderResultNotice run={run} />}
      <ReportTitle run={run}>{!isOlder && <ReportActions run={shown} />}</ReportTitle>
      <ReportBody
        run={run}
        correctableRunId={canReview ? run.id : undefined}
        corrected={corrected}
        discussion={discussion}
        speakersAction={canReview && <NameSpeakers runId={run.id} speakers={shown.transcript.speakers} />}
        review={<ReviewCard run={run} canReview={canReview} />}
        renderSpeakerAction={(speaker, label) =>
          canReview &&
          speaker !== run.transcript.candidateSpeaker && (
            <SwitchCandidate runId={run.id} speaker={speaker} label={label} />
          )
        }
      >
        <FeedbackCard run={run} />
        {discussion && <CommentsPanel discussion={discussion} />}
        <HistoryCard run={run} />
        <Provenance run={run} />
      </ReportBody>
    </>
  );
}

/** Human corrections up to a result, by comparison with the result before the first correction. */
function useCorrectedWords(run: ScoredRun): readonly CorrectedWord[] | undefined {
  const number = run.revision?.number ?? 1;
  const { data: history } = useHistory(run.id, number > 1);
  const firstCorrection = history?.results.findLast(({ reason }) => reason === 'correction')?.number;
  const { data: original } = useRevision(
    run.id,
    firstCorrection !== undefined && firstCorrection <= number ? firstCorrection - 1 : null,
  );
  return useMemo(() => original && correctedWords(run.transcript, original.transcript), [run, original]);
}

/** The report for the holder of a link; without the recommendation for a candidate. */
export function SharedReportBody({
  run: shown,
  corrected,
  name,
  pdfUrl,
  intro,
}: {
  run: SummarisedRun;
  /** Of the candidate; null where it is not known. */
  name: string | null;
  /** Where the report is to be had as PDF. */
  pdfUrl: string;
  corrected: readonly CorrectedWord[];
  intro: string;
}) {
  const { t } = useTranslation();
  const { date, dateTime } = useFormats();
  const run = useMemo(() => withNames(shown), [shown]);
  const { revision } = run;
  return (
    <>
      <Box component="header" mb="xl">
        <Group justify="space-between" align="start">
          <Title order={1}>{name === null ? t('shared.title') : t('shared.titleOf', { name })}</Title>
          <Button
            component="a"
            href={pdfUrl}
            download
            variant="default"
            className="not-printed"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('shared.pdf')}
          </Button>
        </Group>
        <Text c="dimmed" mt={6}>
          {intro} {date(run.timestamp)} · {t('report.head.length', { length: run.audio.durationFormatted })}
        </Text>
        {revision && (
          <Text c="dimmed" fz="sm" mt={6}>
            {t('report.history.number', revision)}: {t(`report.history.reasons.${revision.reason}`)} (
            {t('report.history.by', { name: revision.by.label, when: dateTime(revision.createdAt) })})
          </Text>
        )}
      </Box>
      <ReportBody
        run={run}
        corrected={corrected}
        review={run.review && <SharedReview review={run.review} shown={revision?.number ?? 1} />}
      >
        <FeedbackCard run={run} />
      </ReportBody>
    </>
  );
}

/** The part of a report that all readers see; `review` belongs to the summary, `children` follow the panels. */
function ReportBody({
  run,
  correctableRunId,
  corrected,
  discussion,
  speakersAction,
  review,
  renderSpeakerAction,
  children,
}: Omit<Parameters<typeof TranscriptPanel>[0], 'run'> & {
  run: SummarisedRun;
  review: ReactNode;
  speakersAction?: ReactNode;
  renderSpeakerAction?: (speaker: string, label: string) => ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  usePlayerShortcuts(run);
  const isEnglish = isScoredAsEnglish(run);
  const headline = headlineOf(run.scores, run.review, run.revision?.number ?? 1);
  return (
    <div className={classes.sections} data-wide-page>
      <SummaryCard run={run}>{review}</SummaryCard>
      <div className={classes.columns}>
        <PlayerBar run={run} />
        <div className={classes.details}>
          <section aria-label={t('report.dimensions.title')} className={classes.dimensions}>
            {DIMENSIONS.map((dimension) => (
              <DimensionCard
                key={dimension}
                run={run}
                dimension={dimension}
                isOverridden={headline[dimension].source === 'review'}
              />
            ))}
          </section>
        </div>
        <TranscriptPanel {...{ run, correctableRunId, corrected, discussion }} />
        <div className={classes.details}>
          <AnswersPanel run={run} />
          <CandidateCard run={run} action={speakersAction}>
            {renderSpeakerAction}
          </CandidateCard>
          {isEnglish && <VocabularyPanel run={run} />}
          <FluencyPanel run={run} />
          {isEnglish && <AccentPanel run={run} />}
          {children}
        </div>
      </div>
    </div>
  );
}
