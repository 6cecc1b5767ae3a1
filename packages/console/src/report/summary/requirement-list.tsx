import { Text, Title } from '@mantine/core';
import { type AssessedLevel, levelOf, type Requirement, type Review } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import type { ReportedRun } from '../scored-run.ts';
import classes from './requirement-list.module.css';

/** What the role needs, and what the scores say about it: evidence with its probability, never a decision. */
export function RequirementList({
  run,
  requirement,
  review,
}: {
  run: Pick<ReportedRun, 'scores'>;
  requirement: Requirement;
  review: Review | undefined;
}) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="requirement-title" className={classes.requirement}>
      <Title order={2} ff="text" fz="sm" fw={600} id="requirement-title">
        {t('evidence.requirement.title', { project: requirement.project })}
      </Title>
      <ul className={classes.list}>
        {requirement.assessed.map((assessed) => (
          <li key={assessed.score} className={classes.item} data-evidence={assessed.evidence}>
            <AssessedText run={run} assessed={assessed} review={review} />
          </li>
        ))}
      </ul>
      <Text fz="xs" c="dimmed">
        {t('evidence.requirement.note')}
      </Text>
    </section>
  );
}

function AssessedText({
  run,
  assessed: { score: name, level: needed, evidence, probability, source },
  review,
}: {
  run: Pick<ReportedRun, 'scores'>;
  assessed: AssessedLevel;
  review: Review | undefined;
}) {
  const { t } = useTranslation();
  const { probability: shown } = useFormats();
  const isOverall = name === 'overall';
  const what = isOverall
    ? t('evidence.requirement.needed', { level: needed })
    : t('evidence.requirement.neededIn', { level: needed, name: t(`report.dimensions.${name}`) });
  const because =
    source === 'review'
      ? t('evidence.requirement.reviewed', { name: review?.by.label ?? '' })
      : probability !== null &&
        t('evidence.requirement.because', {
          level: levelOf(run.scores, name) ?? '',
          percent: shown(probability),
          needed,
        });
  return (
    <>
      <strong>{what}</strong> {t(`evidence.requirement.evidence.${evidence}`)}
      {because && <span className={classes.because}> ({because})</span>}
    </>
  );
}
