import { NativeSelect, Text, Title } from '@mantine/core';
import type { Answer } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AnswerFigures } from '../report/answers/answer-figures.tsx';
import type { ScoredRun } from '../report/scored-run.ts';
import classes from './compare-answers.module.css';
import { mostSimilar } from './similar-questions.ts';

/** The answers of all candidates to one question, side by side. */
export function CompareAnswers({ runs, names }: { runs: readonly ScoredRun[]; names: readonly string[] }) {
  const { t } = useTranslation();
  const [first, ...others] = runs;
  const asked = (first?.analysis.answers ?? []).filter(({ question }) => question !== null);
  const [chosen, setChosen] = useState(0);
  const answer = asked[chosen];
  if (!first || !answer?.question) return null;
  const { text } = answer.question;
  const columns = [
    { run: first, answer },
    ...others.map((run) => ({ run, answer: mostSimilar(text, run.analysis.answers ?? []) })),
  ];
  return (
    <section className={`surface ${classes.card}`} aria-labelledby="same-question">
      <Title order={2} fz="h3" id="same-question">
        {t('runs.sameQuestion')}
      </Title>
      <NativeSelect
        label={t('runs.question')}
        description={t('runs.sameQuestionHint', { name: names[0] ?? '' })}
        value={String(chosen)}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        data={asked.map(({ question }, at) => ({
          value: String(at),
          label: `${at + 1}. ${question?.text ?? ''}`,
        }))}
      />
      <ul className={classes.columns}>
        {columns.map(({ run, answer: own }, at) => (
          <li key={run.id} className={classes.column}>
            <Title order={3} fz="sm" ff="text">
              {names[at]}
            </Title>
            <OwnAnswer run={run} answer={own} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OwnAnswer({ run, answer }: { run: ScoredRun; answer: Answer | undefined }) {
  const { t } = useTranslation();
  if (answer === undefined) {
    return (
      <Text fz="sm" c="dimmed">
        {t('runs.noSimilarQuestion')}
      </Text>
    );
  }
  return (
    <>
      <Text fz="sm">“{answer.question?.text}”</Text>
      <AnswerFigures answer={answer} />
      <Link to={`/runs/${run.id}?t=${Math.floor(answer.startMs / 1000)}`} className={classes.link}>
        {t('evidence.answers.open')}
      </Link>
    </>
  );
}
