import { Text } from '@mantine/core';
import type { Answer } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import { Panel } from '../panel.tsx';
import { PassageButton } from '../player/passage-button.tsx';
import { useLevelRange } from '../scale/level-range.ts';
import { DIMENSIONS, type Dimension, type ReportedRun } from '../scored-run.ts';
import classes from './answers-panel.module.css';

/** The interview question by question: what was asked, how long and how promptly it was answered, and how well. */
export function AnswersPanel({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { answers } = run.analysis;
  if (answers === undefined || answers.length === 0) return null;
  return (
    <Panel id="answers" title={t('evidence.answers.title')} hint={t('evidence.answers.hint')}>
      <ol className={classes.answers}>
        {answers.map((answer, at) => (
          <li key={answer.startMs} className={classes.answer}>
            <AnswerDetails answer={answer} number={at + 1} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One question with its answer; also one column of a comparison. */
export function AnswerDetails({ answer, number }: { answer: Answer; number: number }) {
  const { t } = useTranslation();
  const { number: shown } = useFormats();
  const { question, startMs, endMs, latencyMs, words, wordsPerMinute } = answer;
  const facts = [
    t('evidence.answers.length', { length: formatTimestamp(endMs - startMs) }),
    t('report.units.words', { count: words, shown: shown(words) }),
    wordsPerMinute !== null && t('report.units.wordsPerMinute', { value: shown(wordsPerMinute, 0) }),
    latencyMs !== null && t('evidence.answers.latency', { seconds: shown(Math.max(0, latencyMs) / 1000) }),
  ].filter((fact) => fact !== false);
  return (
    <>
      <Text fw={600} component="h3" fz="sm" ff="inherit" className={classes.question}>
        {number}. {question ? `“${question.text}”` : t('evidence.answers.noQuestion')}
      </Text>
      <Text fz="xs" c="dimmed" className="numbers">
        {facts.join(' · ')}
      </Text>
      <ul className={classes.levels}>
        {DIMENSIONS.map((dimension) => (
          <AnswerLevel key={dimension} dimension={dimension} score={answer.scores[dimension]} />
        ))}
      </ul>
      <ul className={classes.passages}>
        <li>
          <PassageButton passage={{ startMs, endMs, label: t('evidence.answers.answer', { number }) }}>
            {t('evidence.answers.play')}
          </PassageButton>
        </li>
        {(['best', 'weakest'] as const).map((which) => {
          const passage = answer[which];
          return (
            passage && (
              <li key={which}>
                <PassageButton passage={{ ...passage, label: t(`evidence.answers.${which}`) }} />
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}

function AnswerLevel({ dimension, score }: { dimension: Dimension; score: Answer['scores'][Dimension] }) {
  const { t } = useTranslation();
  const range = useLevelRange(score?.score ?? null, score?.level ?? null, score?.interval ?? null);
  return (
    <li>
      <Text component="span" fz="xs" c="dimmed">
        {t(`report.dimensions.${dimension}`)}
      </Text>{' '}
      <Text component="span" fz="sm" fw={600}>
        {range === null
          ? t('evidence.answers.tooShort')
          : range.isOneLevel
            ? range.lowLevel
            : t('evidence.answers.range', { ...range })}
      </Text>
    </li>
  );
}
