import { Text } from '@mantine/core';
import type { Answer } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { formatTimestamp, useFormats } from '../../i18n/formats.ts';
import { useLevelRange } from '../scale/level-range.ts';
import { DIMENSIONS, type Dimension } from '../scored-run.ts';
import classes from './answers-panel.module.css';

/** Length, latency and pace of an answer, and the levels that it allows. */
export function AnswerFigures({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { startMs, endMs, latencyMs, words, wordsPerMinute } = answer;
  const facts = [
    t('evidence.answers.length', { length: formatTimestamp(endMs - startMs) }),
    t('report.units.words', { count: words, shown: number(words) }),
    wordsPerMinute !== null && t('report.units.wordsPerMinute', { value: number(wordsPerMinute, 0) }),
    latencyMs !== null && t('evidence.answers.latency', { seconds: number(Math.max(0, latencyMs) / 1000) }),
  ].filter((fact) => fact !== false);
  return (
    <>
      <Text fz="xs" c="dimmed" className="numbers">
        {facts.join(' · ')}
      </Text>
      <ul className={classes.levels}>
        {DIMENSIONS.map((dimension) => (
          <AnswerLevel key={dimension} dimension={dimension} score={answer.scores[dimension]} />
        ))}
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
