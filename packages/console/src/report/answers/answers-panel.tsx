import { Text } from '@mantine/core';
import type { Answer } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { Panel } from '../panel.tsx';
import { PassageButton } from '../player/passage-button.tsx';
import type { ReportedRun } from '../scored-run.ts';
import { AnswerFigures } from './answer-figures.tsx';
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
            <AnswerDetails answer={answer} number={at + 1} spokenLanguage={run.audio.languageCode} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** One question with its answer. */
function AnswerDetails({
  answer,
  number,
  spokenLanguage,
}: {
  answer: Answer;
  number: number;
  /** ISO 639-1, or und. */
  spokenLanguage: string;
}) {
  const { t } = useTranslation();
  const { question, startMs, endMs } = answer;
  return (
    <>
      <Text fw={600} component="h3" fz="sm" ff="inherit" className={classes.question}>
        {number}.{' '}
        {question ? <span lang={spokenLanguage}>“{question.text}”</span> : t('evidence.answers.noQuestion')}
      </Text>
      <AnswerFigures answer={answer} />
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
