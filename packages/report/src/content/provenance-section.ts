import { isScoredAsEnglish } from '@vivavoce/contract';
import type { ReportLocale } from '../report-locale.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIGEST_LENGTH = 12;

function recordingFacts({ analysis, audio }: ReportSource, { t, decimal, percent }: ReportLocale): Block {
  const { snrDb, bandwidthHz, overlapShare } = analysis.quality;
  const items: (readonly [string, string])[] = [
    [t('provenance.speakers'), String(audio.speakerCount)],
    [t('provenance.aboveNoise'), snrDb === null ? t('provenance.unknown') : `${Math.round(snrDb)} dB`],
    [t('provenance.bandwidth'), `${decimal(bandwidthHz / 1000)} kHz`],
    [t('provenance.overlap'), percent(overlapShare)],
  ];
  return { kind: 'facts', items };
}

function speakerParagraph({ candidateDetection }: ReportSource, { t }: ReportLocale): Block {
  const { speakerLabel, confidence, reason } = candidateDetection;
  const whose = t('provenance.speaker', { label: speakerLabel, confidence: t(`confidence.${confidence}`) });
  return { kind: 'paragraph', text: `${whose} ${reason}` };
}

function modelVersions({ analysis }: ReportSource, audience: Audience, { t }: ReportLocale): Block[] {
  const { engineVersion, configurationDigest, models, endpoints = [] } = analysis.provenance;
  const made = t('provenance.engine', {
    version: engineVersion,
    configuration: configurationDigest.slice(0, DIGEST_LENGTH),
  });
  if (audience === 'candidate') return [{ kind: 'paragraph', isQuiet: true, text: made }];
  const list = [
    ...endpoints.map(({ model }) => model),
    ...models.map(({ name, sha256 }) => `${name} ${sha256.slice(0, DIGEST_LENGTH)}`),
  ];
  return [
    {
      kind: 'paragraph',
      isQuiet: true,
      text: `${made} ${t('provenance.models', { models: list.join(', ') })}`,
    },
  ];
}

/** Where the scores come from, and what they are not. */
export function provenanceSection(source: ReportSource, audience: Audience, locale: ReportLocale): Section {
  const { t } = locale;
  const method = t(isScoredAsEnglish(source) ? 'provenance.method' : 'provenance.rubricMethod');
  const language = locale.languageName(source.audio.requestedLanguage);
  return {
    title: t('provenance.title'),
    blocks: [
      {
        kind: 'paragraph',
        text: `${method} ${audience === 'candidate' ? t('provenance.rights') : t('provenance.limits', { language })}`,
      },
      ...(audience === 'candidate' ? [] : [speakerParagraph(source, locale)]),
      recordingFacts(source, locale),
      ...modelVersions(source, audience, locale),
    ],
  };
}
