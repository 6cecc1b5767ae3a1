import { Text } from '@mantine/core';
import { CEFR_LEVELS } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.ts';
import { Panel, PanelSection } from '../panel.tsx';
import { PassageList } from '../player/passage-button.tsx';
import type { ReportedRun } from '../scored-run.ts';
import classes from './vocabulary-panel.module.css';

/** Vocabulary: words by level, the most advanced ones, overused ones. */
export function VocabularyPanel({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { advancedWords, bands } = run.analysis.vocabulary;
  return (
    <Panel id="vocabulary" title={t('report.vocabulary.title')} hint={t('report.vocabulary.hint')}>
      {bands !== null && (
        <PanelSection title={t('report.vocabulary.bands')} hint={t('report.vocabulary.bandsHint')}>
          <Bands bands={bands} />
        </PanelSection>
      )}
      <PanelSection title={t('report.vocabulary.advanced')} hint={t('report.vocabulary.advancedHint')}>
        {advancedWords.length === 0 ? (
          <Text fz="sm">{t('report.vocabulary.noAdvanced')}</Text>
        ) : (
          <PassageList
            label={t('report.vocabulary.advanced')}
            passages={advancedWords.map(({ word, level, startMs, endMs }) => ({
              startMs,
              endMs,
              label: `${word} · ${level}`,
            }))}
          />
        )}
      </PanelSection>
      <PanelSection title={t('report.vocabulary.overused')} hint={t('report.vocabulary.overusedHint')}>
        <OverusedWords run={run} />
      </PanelSection>
    </Panel>
  );
}

/** Shares of different words by level, as bars with numbers. */
function Bands({ bands }: { bands: NonNullable<ReportedRun['analysis']['vocabulary']['bands']> }) {
  const { t } = useTranslation();
  const { percent } = useFormats();
  return (
    <table className={classes.bands}>
      <thead className={classes.unseen}>
        <tr>
          <th scope="col">{t('report.vocabulary.level')}</th>
          <th scope="col">{t('report.vocabulary.share')}</th>
        </tr>
      </thead>
      <tbody>
        {CEFR_LEVELS.map((level, at) => (
          <tr key={level}>
            <th scope="row">{level}</th>
            <td>
              <span
                className={classes.bar}
                style={{ width: `${Math.max(0.4, bands[level].types * 100)}%`, opacity: 0.4 + at * 0.12 }}
                aria-hidden
              />
              <span className="numbers">{percent(bands[level].types)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OverusedWords({ run }: { run: ReportedRun }) {
  const { t } = useTranslation();
  const { overusedWords } = run.analysis.vocabulary;
  if (overusedWords.length === 0) return <Text fz="sm">{t('report.vocabulary.noOverused')}</Text>;
  return (
    <ul className={classes.overused}>
      {overusedWords.map(({ word, count, heard, alternatives }) => (
        <li key={word}>
          <Text fz="sm">
            <strong>{word}</strong> {t('report.vocabulary.times', { count })}
            {alternatives.length > 0 && (
              <Text component="span" c="dimmed" fz="sm">
                {' '}
                · {t('report.vocabulary.instead', { words: alternatives.join(', ') })}
              </Text>
            )}
          </Text>
          <PassageList
            label={t('report.dimensions.examplesOf', { name: word })}
            passages={heard.slice(0, 8).map((span) => ({ ...span, label: word }))}
          />
        </li>
      ))}
    </ul>
  );
}
