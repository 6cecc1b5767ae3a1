import { Badge, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SpeakerDot } from '../../components/speaker-dot.tsx';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import { PassageButton } from '../player/passage-button.tsx';
import type { ReportedRun } from '../scored-run.ts';
import classes from './candidate-card.module.css';

/** The scored speaker, the confidence and its reasons, and the other speakers. */
export function CandidateCard({
  run,
  action,
  children,
}: {
  run: ReportedRun;
  /** What can be done with all speakers. */
  action?: ReactNode;
  children?: (speaker: string, label: string) => ReactNode;
}) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { confidence, reason, speakerLabel } = run.candidateDetection;
  return (
    <section className={`surface ${classes.card}`} aria-labelledby="candidate-title">
      <div className={classes.head}>
        <Title order={2} fz="h3" id="candidate-title">
          {t('report.candidate.title')}
        </Title>
        <Badge
          variant="light"
          color={confidence === 'high' ? 'petrol' : 'amber'}
          tt="none"
          fw={600}
          radius="sm"
        >
          {t(`report.candidate.${confidence}`)}
        </Badge>
      </div>
      <Text fz="sm">
        <strong>{speakerLabel}</strong> {t('report.candidate.scored')}{' '}
        <span lang={run.reportLanguage ?? 'en'}>{reason}</span>
      </Text>
      <ul className={classes.speakers}>
        {run.transcript.speakers.map((speaker) => (
          <li key={speaker.speaker} className={classes.speaker}>
            <SpeakerDot role={speaker.role} />
            <span className={classes.who}>
              <Text component="span" fz="sm" fw={600}>
                {speaker.speakerLabel}
              </Text>
              <Text component="span" fz="xs" c="dimmed">
                {t(`report.roles.${speaker.role}`)} · {formatTimestamp(speaker.speakingTimeMs)} ·{' '}
                {t('report.units.words', {
                  count: wordsOf(run, speaker),
                  shown: number(wordsOf(run, speaker)),
                })}
              </Text>
            </span>
            <VoiceSample run={run} speaker={speaker.speaker} />
            <span className={`not-printed ${classes.act}`}>
              {children?.(speaker.speaker, speaker.speakerLabel)}
            </span>
          </li>
        ))}
      </ul>
      {action && <div className={`not-printed ${classes.action}`}>{action}</div>}
    </section>
  );
}

/** Plays a speaker's first words, to recognise the voice. */
function VoiceSample({ run, speaker }: { run: ReportedRun; speaker: string }) {
  const { t } = useTranslation();
  const first = run.transcript.segments.find((segment) => segment.speaker === speaker);
  if (!first) return null;
  const { startMs, endMs } = first;
  return (
    <PassageButton passage={{ startMs, endMs: Math.min(endMs, startMs + 6000), label: first.speakerLabel }}>
      {t('report.candidate.voice')}
    </PassageButton>
  );
}

/** How many words a speaker said; for the scored one those that the scores rest on, as everywhere else. */
function wordsOf(
  run: ReportedRun,
  { role, wordCount }: ReportedRun['transcript']['speakers'][number],
): number {
  return role === 'candidate' ? run.analysis.vocabulary.words : wordCount;
}
