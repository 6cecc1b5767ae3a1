import { Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconEar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FeedbackText } from './feedback-text.tsx';
import classes from './report-notes.module.css';
import type { ReportedRun } from './scored-run.ts';

/** Warnings about the recording, and whether a person should listen. */
export function ReportNotes({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { warnings, humanReview } = run.analysis.quality;
  if (warnings.length === 0 && !humanReview.recommended) return null;
  return (
    <section className={classes.notes} aria-label={t('report.notes.title')}>
      {humanReview.recommended && (
        <div className={classes.note}>
          <IconEar size={18} stroke={1.6} aria-hidden />
          <Text fz="sm">
            <strong>{t('report.notes.listen')}</strong> {humanReview.reasons.join(' ')}
          </Text>
        </div>
      )}
      {warnings.map(({ code, message }) => (
        <div key={code} className={classes.note}>
          <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
          <Text fz="sm">{message}</Text>
        </div>
      ))}
    </section>
  );
}

/** What the level means at work; not shown to candidates. */
export function RecommendationCard({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <section className={`surface ${classes.text}`} aria-labelledby="recommendation-title">
      <Title order={2} fz="h3" mb="sm" id="recommendation-title">
        {t('report.texts.recommendation')}
      </Title>
      <Text>{text}</Text>
      <Text fz="xs" c="dimmed" mt="md">
        {t('report.texts.noVerdict')}
      </Text>
    </section>
  );
}

/** Feedback for the candidate. */
export function FeedbackCard({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <section className={`surface ${classes.text}`} aria-labelledby="feedback-title">
      <Title order={2} fz="h3" mb="sm" id="feedback-title">
        {t('report.texts.feedback')}
      </Title>
      <FeedbackText text={text} />
    </section>
  );
}
