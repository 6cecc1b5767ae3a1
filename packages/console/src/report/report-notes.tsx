import { Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconEar } from '@tabler/icons-react';
import { type Warning, warningEffect } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import { FeedbackText } from './feedback-text.tsx';
import classes from './report-notes.module.css';
import type { ReportedRun } from './scored-run.ts';

/** Whether a person should listen, and why: what a reader does first. */
export function ListenNote({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { humanReview } = run.analysis.quality;
  if (!humanReview.recommended) {
    return (
      <Text fz="sm" c="dimmed">
        {t('report.notes.noListen')}
      </Text>
    );
  }
  return (
    <div className={classes.note}>
      <IconEar size={18} stroke={1.6} aria-hidden />
      <Text fz="sm">
        <strong>{t('report.notes.listen')}</strong>{' '}
        <span lang={run.reportLanguage ?? 'en'}>{humanReview.reasons.join(' ')}</span>
      </Text>
    </div>
  );
}

/** The warnings, each with the scores that it is about and what follows. */
export function ReportNotes({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { warnings } = run.analysis.quality;
  if (warnings.length === 0) return null;
  return (
    <section className={classes.notes} aria-label={t('report.notes.title')}>
      {warnings.map((warning) => (
        <WarningNote key={warning.code} run={run} warning={warning} />
      ))}
    </section>
  );
}

function WarningNote({ run, warning: { code, message } }: { run: ReportedRun; warning: Warning }) {
  const { t } = useTranslation();
  const { list } = useFormats();
  const { scores, consequence } = warningEffect(code, run);
  const names = scores.map((name) =>
    name === 'overall' ? t('report.head.overall') : t(`report.dimensions.${name}`),
  );
  return (
    <div className={classes.note}>
      <IconAlertTriangle size={18} stroke={1.6} aria-hidden />
      <Text fz="sm">
        {names.length > 0 && <strong>{list(names)}: </strong>}
        <span lang={run.reportLanguage ?? 'en'}>{message}</span> {t(`evidence.follows.${consequence}`)}
      </Text>
    </div>
  );
}

/** Feedback for the candidate. */
export function FeedbackCard({ run }: { run: Pick<ReportedRun, 'candidateFeedback' | 'reportLanguage'> }) {
  const { t } = useTranslation();
  return (
    <section className={`surface ${classes.text}`} aria-labelledby="feedback-title">
      <Title order={2} fz="h3" mb="sm" id="feedback-title">
        {t('report.texts.feedback')}
      </Title>
      <div lang={run.reportLanguage ?? 'en'}>
        <FeedbackText text={run.candidateFeedback} />
      </div>
    </section>
  );
}
