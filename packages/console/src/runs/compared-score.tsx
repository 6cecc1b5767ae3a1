import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LevelChip } from '../components/level-chip.tsx';
import { useFormats } from '../i18n/formats.ts';
import { CefrScale } from '../report/scale/cefr-scale.tsx';
import classes from './compare-page.module.css';
import { type ComparedScoreName, type ComparedValue, overlappingPairs } from './compared-scores.ts';

/** One score of all candidates on one scale, with a sentence on whether they differ. */
export function ComparedScore({
  of,
  scores,
  names,
  ids,
}: {
  of: ComparedScoreName;
  scores: readonly ComparedValue[];
  names: readonly string[];
  ids: readonly string[];
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const title = of === 'overall' ? t('report.head.overall') : t(`report.dimensions.${of}`);
  const overlapTexts = overlappingPairs(scores).map(([one, other]) =>
    t('runs.alike', { one: names[one] ?? '', other: names[other] ?? '' }),
  );
  return (
    <section className={`surface ${classes.card}`} aria-labelledby={`compared-${of}`}>
      <Title order={2} fz="h3" id={`compared-${of}`}>
        {title}
      </Title>
      <ul className={classes.candidates}>
        {scores.map(({ score, level, interval }, at) => (
          <li key={ids[at]}>
            <div className={classes.head}>
              <Link to={`/runs/${ids[at]}`} className={classes.name}>
                {names[at]}
              </Link>
              <Text component="span" fz="sm" className="numbers">
                {interval && (
                  <Text component="span" fz="sm" c="dimmed" mr="xs">
                    {t('report.scale.short', {
                      low: formats.decimal(interval.low),
                      high: formats.decimal(interval.high),
                    })}
                  </Text>
                )}
                <LevelChip level={level} /> {score === null ? '' : formats.number(score)}
              </Text>
            </div>
            <CefrScale name={`${names[at]}, ${title}`} score={score} level={level} interval={interval} />
          </li>
        ))}
      </ul>
      <Text fz="sm" className={classes.note} role="note">
        {overlapTexts.length > 0 ? overlapTexts.join(' ') : t('runs.apart')}
      </Text>
    </section>
  );
}
