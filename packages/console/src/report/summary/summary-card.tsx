import { Text, Title } from '@mantine/core';
import {
  headlineOf,
  holdingBack,
  overridingReview,
  type Requirement,
  type Review,
  type Revision,
} from '@vivavoce/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import { ListenNote, ReportNotes } from '../report-notes.tsx';
import { DIMENSIONS, type ReportedRun } from '../scored-run.ts';
import { LevelTile } from './level-tile.tsx';
import { RequirementList } from './requirement-list.tsx';
import classes from './summary-card.module.css';

/** A run with what belongs to it and not to its result; a candidate's has none of it. */
export type SummarisedRun = ReportedRun & {
  readonly hrRecommendation?: string;
  readonly revision?: Revision | undefined;
  readonly review?: Review | undefined;
  readonly requirement?: Requirement | undefined;
};

/**
 * The first screen: what the role needs, the four scores with intervals, whether a person should listen, what holds the level
 * back, what the scores are based on, what they mean, and what to know before relying on them. `children` is the human review.
 */
export function SummaryCard({ run, children }: { run: SummarisedRun; children?: ReactNode }) {
  const { t } = useTranslation();
  const { review, requirement, hrRecommendation, reportLanguage = 'en' } = run;
  const override = overridingReview(review, run.revision?.number ?? 1);
  return (
    <section className={`surface ${classes.card}`} aria-label={t('evidence.summary.title')}>
      {requirement && (
        <div className={classes.part}>
          <RequirementList run={run} requirement={requirement} review={review} />
        </div>
      )}
      <section aria-label={t('evidence.summary.scores')}>
        <div className={classes.tiles}>
          {[...DIMENSIONS, 'overall' as const].map((name) => (
            <LevelTile key={name} run={run} name={name} override={override} />
          ))}
        </div>
        <div className={classes.part}>
          <ListenNote run={run} />
          <HeldBack run={run} />
          {DIMENSIONS.some((name) => run.scores[name] !== null) && (
            <>
              <Basis run={run} />
              <Text fz="xs" c="dimmed">
                <ScoreBreakdown run={run} /> {t('evidence.summary.intervals')}
              </Text>
            </>
          )}
        </div>
      </section>
      <div className={classes.texts}>
        {hrRecommendation !== undefined && (
          <section aria-labelledby="recommendation-title">
            <Title order={2} fz="h3" mb={6} id="recommendation-title">
              {t('report.texts.recommendation')}
            </Title>
            <Text lang={reportLanguage}>{hrRecommendation}</Text>
            <Text fz="xs" c="dimmed" mt="xs">
              {t('report.texts.noVerdict')}
            </Text>
          </section>
        )}
        <div className={classes.checks}>
          {children}
          <ReportNotes run={run} />
        </div>
      </div>
    </section>
  );
}

/** One line on what holds the overall level back, or that the scores lie close together. */
function HeldBack({ run }: { run: SummarisedRun }) {
  const { t } = useTranslation();
  const headline = headlineOf(run.scores, run.review, run.revision?.number ?? 1);
  const lowest = holdingBack(headline);
  const level = lowest && headline[lowest].level;
  if (headline.overall.score === null) return <Text fz="sm">{t('report.scale.noInterval')}</Text>;
  return (
    <Text fz="sm" fw={550}>
      {lowest && level
        ? t('evidence.summary.heldBack', { name: t(`report.dimensions.${lowest}`), level })
        : t('evidence.summary.even')}
    </Text>
  );
}

/** On how much of the candidate's speech the scores rest. */
function Basis({ run: { analysis } }: { run: SummarisedRun }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const words = number(analysis.vocabulary.words);
  const length = formatTimestamp(analysis.fluency.speakingTimeMs);
  return <Text fz="sm">{t('evidence.summary.basis', { words, length })}</Text>;
}

/** How the overall score is made up. */
function ScoreBreakdown({ run: { scores, analysis } }: { run: SummarisedRun }) {
  const { t } = useTranslation();
  const { decimal, percent } = useFormats();
  const { vocabulary, fluency, accent, overall } = scores;
  if (overall === null || vocabulary === null || fluency === null || accent === null) return null;
  const { accentWeight } = analysis.provenance;
  const values = {
    vocabulary: decimal(vocabulary),
    fluency: decimal(fluency),
    accent: decimal(accent),
  };
  return (
    <>
      {t('report.scale.madeOf', values)}
      {accentWeight < 1 && ` ${t('report.scale.accentWeight', { percent: percent(accentWeight) })}`}
    </>
  );
}
