import { isScoredAsEnglish } from '@vivavoce/contract';
import type { ReportLocale } from '../locales/report-locale.ts';
import type { ProvenanceTexts } from '../locales/report-texts.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIGEST_LENGTH = 12;

function recordingFacts({ analysis, audio }: ReportSource, { texts, decimal, percent }: ReportLocale): Block {
  const { snrDb, bandwidthHz, overlapShare } = analysis.quality;
  const { speakers, aboveNoise, unknown, bandwidth, overlap } = texts.provenance;
  const items: (readonly [string, string])[] = [
    [speakers, String(audio.speakerCount)],
    [aboveNoise, snrDb === null ? unknown : `${Math.round(snrDb)} dB`],
    [bandwidth, `${decimal(bandwidthHz / 1000)} kHz`],
    [overlap, percent(overlapShare)],
  ];
  return { kind: 'facts', items };
}

function speakerParagraph({ candidateDetection }: ReportSource, texts: ProvenanceTexts): Block {
  const { speakerLabel, confidence, reason } = candidateDetection;
  return { kind: 'paragraph', text: `${texts.speaker(speakerLabel, confidence)} ${reason}` };
}

function modelVersions({ analysis }: ReportSource, audience: Audience, texts: ProvenanceTexts): Block[] {
  const { engineVersion, configurationDigest, models, endpoints = [] } = analysis.provenance;
  const made = texts.engine(engineVersion, configurationDigest.slice(0, DIGEST_LENGTH));
  if (audience === 'candidate') return [{ kind: 'paragraph', isQuiet: true, text: made }];
  const list = [
    ...endpoints.map(({ model }) => model),
    ...models.map(({ name, sha256 }) => `${name} ${sha256.slice(0, DIGEST_LENGTH)}`),
  ];
  return [{ kind: 'paragraph', isQuiet: true, text: `${made} ${texts.models(list.join(', '))}` }];
}

/** Where the scores come from, and what they are not. */
export function provenanceSection(source: ReportSource, audience: Audience, locale: ReportLocale): Section {
  const texts = locale.texts.provenance;
  const method = isScoredAsEnglish(source) ? texts.method : texts.rubricMethod;
  const language = locale.languageName(source.audio.requestedLanguage);
  return {
    title: texts.title,
    blocks: [
      {
        kind: 'paragraph',
        text: `${method} ${audience === 'candidate' ? texts.rights : texts.limits(language)}`,
      },
      ...(audience === 'candidate' ? [] : [speakerParagraph(source, texts)]),
      recordingFacts(source, locale),
      ...modelVersions(source, audience, texts),
    ],
  };
}
