import { Text, Title } from '@mantine/core';
import type { ScoreName } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LevelChip } from '../components/level-chip.tsx';
import { useFormats } from '../i18n/formats.ts';
import { CefrScale } from '../report/scale/cefr-scale.tsx';
import classes from './compare-page.module.css';
import { type ComparedPair, type ComparedValue, comparePairs } from './compared-scores.ts';

/** One score of all candidates on one scale, with a sentence on whether they differ. */
export function ComparedScore({
  of,
  scores,
  names,
  ids,
}: {
  of: ScoreName;
  scores: readonly ComparedValue[];
  names: readonly string[];
  ids: readonly string[];
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const title = of === 'overall' ? t('report.head.overall') : t(`report.dimensions.${of}`);
  return (
    <section className={`surface ${classes.card}`} aria-labelledby={`compared-${of}`}>
      <Title order={2} fz="h3" id={`compared-${of}`}>
        {title}
      </Title>
      <ul className={classes.candidates}>
        {scores.map(({ score, level, interval, source }, at) => (
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
                <LevelChip level={level} />{' '}
                {score === null ? t('report.scale.notScored') : formats.decimal(score)}
                {source === 'review' && ` · ${t('runs.byReviewer')}`}
              </Text>
            </div>
            <CefrScale name={`${names[at]}, ${title}`} score={score} level={level} interval={interval} />
          </li>
        ))}
      </ul>
      <ul className={classes.note}>
        {comparePairs(scores).map((pair) => (
          <li key={`${pair.one}-${pair.other}`}>
            <PairText pair={pair} names={names} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What can be said about two candidates. */
function PairText({ pair, names }: { pair: ComparedPair; names: readonly string[] }) {
  const { t } = useTranslation();
  const { decimal, list } = useFormats();
  const one = names[pair.one] ?? '';
  const other = names[pair.other] ?? '';
  if (pair.kind === 'missing') {
    return t('runs.pairs.missing', { one, other, names: list(pair.without.map((at) => names[at] ?? '')) });
  }
  if (pair.kind === 'no_interval') return t('runs.pairs.noInterval', { one, other });
  const { value, low, high } = pair.difference;
  const figures = { difference: decimal(value), low: decimal(low), high: decimal(high) };
  if (pair.kind === 'close') return t('runs.pairs.close', { one, other, ...figures });
  const lower = pair.higher === pair.one ? other : one;
  return t('runs.pairs.apart', { higher: names[pair.higher] ?? '', lower, ...figures });
}
