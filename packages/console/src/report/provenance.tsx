import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';
import classes from './provenance.module.css';
import type { ScoredRun } from './scored-run.ts';

/** Cost, recording quality, and the models and versions that made the scores. */
export function Provenance({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const { provenance, quality } = run.analysis;
  const facts: readonly (readonly [string, string])[] = [
    [t('report.provenance.credits'), run.credits ? t('shell.credits', { count: run.credits.deducted }) : '–'],
    [t('report.provenance.time'), t('report.units.seconds', { value: number(run.processingTimeMs / 1000) })],
    [t('report.provenance.snr'), quality.snrDb === null ? '–' : `${number(quality.snrDb, 0)} dB`],
    [t('report.provenance.bandwidth'), `${number(quality.bandwidthHz / 1000)} kHz`],
    [t('report.provenance.overlap'), percent(quality.overlapShare)],
    [t('report.provenance.method'), t(`report.provenance.methods.${run.scoringMethod}`)],
    [t('report.provenance.engine'), provenance.engineVersion],
    [t('report.provenance.run'), run.id],
  ];
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby="provenance-title">
      <Title order={2} fz="h3" id="provenance-title">
        {t('report.provenance.title')}
      </Title>
      <Text fz="sm" c="dimmed">
        {t('report.provenance.hint')}
      </Text>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details className={classes.models}>
        <summary>{t('report.provenance.models', { count: provenance.models.length })}</summary>
        <ul>
          {[
            ...provenance.models,
            { name: t('report.provenance.configuration'), sha256: provenance.configurationDigest },
          ].map(({ name, sha256 }) => (
            <li key={name}>
              {name} <code>{sha256}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
