import { Text } from '@mantine/core';
import { hardSounds } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { Panel, PanelSection } from '../panel.tsx';
import { PassageList } from '../player/passage-button.tsx';
import type { ReportedRun } from '../scored-run.ts';
import classes from './accent-panel.module.css';
import { Gauge } from './gauge.tsx';

/** Accent, meaning how easily the speech is understood: the least clear sounds with example words, rhythm and pitch. */
export function AccentPanel({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  return (
    <Panel id="accent" title={t('report.accent.title')} hint={t('report.accent.hint')}>
      <PanelSection title={t('report.accent.sounds')} hint={t('report.accent.soundsHint')}>
        <CostlySounds run={run} />
      </PanelSection>
      <PanelSection title={t('report.accent.melody')} hint={t('report.accent.melodyHint')}>
        <Melody run={run} />
      </PanelSection>
    </Panel>
  );
}

function CostlySounds({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  const sounds = hardSounds(run.analysis.accent);
  if (sounds.length === 0) return <Text fz="sm">{t('report.accent.noSounds')}</Text>;
  return (
    <ul className={classes.sounds}>
      {sounds.map(({ ipa, arpabet, count, unclear, examples }) => (
        <li key={arpabet} className={classes.sound}>
          <span className={classes.ipa} title={arpabet}>
            /{ipa}/
          </span>
          <div className={classes.found}>
            <Text fz="sm">
              {t('report.accent.unclear', { unclear, count })}{' '}
              <Text component="span" c="dimmed" fz="sm">
                {percent(unclear / Math.max(1, count))}
              </Text>
            </Text>
            <span className={classes.track} aria-hidden>
              <span className={classes.share} style={{ width: `${(unclear / Math.max(1, count)) * 100}%` }} />
            </span>
            <PassageList
              label={t('report.dimensions.examplesOf', { name: `/${ipa}/` })}
              passages={examples.map(({ word, ...span }) => ({ ...span, label: word }))}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Measures of rhythm and pitch, each compared with read English. */
function Melody({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { number, percent } = useFormats();
  const { rhythm, pitchRangeSemitones } = run.analysis.accent;
  const whole = (value: number) => number(value, 0);
  return (
    <div className={classes.gauges}>
      <Gauge
        name={t('report.measures.pitchRange')}
        value={pitchRangeSemitones}
        from={0}
        to={16}
        show={(value) => t('report.units.semitones', { value: whole(value) })}
        ends={[t('report.accent.flat'), t('report.accent.lively')]}
      />
      <Gauge
        name={t('report.measures.vowelNpvi')}
        value={rhythm.vowelNpvi}
        from={20}
        to={80}
        show={whole}
        ends={[t('report.accent.even'), t('report.accent.contrasted')]}
      />
      <Gauge
        name={t('report.measures.vowelShare')}
        value={rhythm.vowelShare}
        from={0.25}
        to={0.6}
        show={percent}
        ends={[t('report.accent.consonants'), t('report.accent.vowels')]}
      />
    </div>
  );
}
