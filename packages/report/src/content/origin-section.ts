import { isScoredAsEnglish } from '@vivavoce/contract';
import type { OriginTexts } from '../wording/report-wording.ts';
import type { Writing } from '../wording/writing.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIGEST_SIGNS = 12;

function recording({ analysis, audio }: ReportSource, { say, decimal, percent }: Writing): Block {
  const { snrDb, bandwidthHz, overlapShare } = analysis.quality;
  const { speakers, aboveNoise, notKnown, bandwidth, atOnce } = say.origin;
  const items: (readonly [string, string])[] = [
    [speakers, String(audio.speakerCount)],
    [aboveNoise, snrDb === null ? notKnown : `${Math.round(snrDb)} dB`],
    [bandwidth, `${decimal(bandwidthHz / 1000)} kHz`],
    [atOnce, percent(overlapShare)],
  ];
  return { kind: 'facts', items };
}

function speaker({ candidateDetection }: ReportSource, say: OriginTexts): Block {
  const { speakerLabel, confidence, reason } = candidateDetection;
  return { kind: 'paragraph', text: `${say.speaker(speakerLabel, confidence)} ${reason}` };
}

function provenance({ analysis }: ReportSource, audience: Audience, say: OriginTexts): Block[] {
  const { engineVersion, configurationDigest, models, endpoints = [] } = analysis.provenance;
  const made = say.engine(engineVersion, configurationDigest.slice(0, DIGEST_SIGNS));
  if (audience === 'candidate') return [{ kind: 'paragraph', isQuiet: true, text: made }];
  const list = [
    ...endpoints.map(({ model }) => model),
    ...models.map(({ name, sha256 }) => `${name} ${sha256.slice(0, DIGEST_SIGNS)}`),
  ];
  return [{ kind: 'paragraph', isQuiet: true, text: `${made} ${say.models(list.join(', '))}` }];
}

/** Where the scores come from, and what they are not. */
export function originSection(source: ReportSource, audience: Audience, write: Writing): Section {
  const say = write.say.origin;
  const method = isScoredAsEnglish(source) ? say.method : say.methodJudged;
  const language = write.languageName(source.audio.requestedLanguage);
  return {
    title: say.title,
    blocks: [
      {
        kind: 'paragraph',
        text: `${method} ${audience === 'candidate' ? say.rights : say.limits(language)}`,
      },
      ...(audience === 'candidate' ? [] : [speaker(source, say)]),
      recording(source, write),
      ...provenance(source, audience, say),
    ],
  };
}
