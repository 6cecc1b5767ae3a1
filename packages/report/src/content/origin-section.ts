import { isScoredAsEnglish } from '@vivavoce/contract';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';
import { languageName, percent } from './wording.ts';

const DIGEST_SIGNS = 12;

function recording({ analysis, audio }: ReportSource): Block {
  const { snrDb, bandwidthHz, overlapShare } = analysis.quality;
  const items: (readonly [string, string])[] = [
    ['Speakers', String(audio.speakerCount)],
    ['Sound above noise', snrDb === null ? 'not known' : `${Math.round(snrDb)} dB`],
    ['Bandwidth', `${(bandwidthHz / 1000).toFixed(1)} kHz`],
    ['People at once', percent(overlapShare)],
  ];
  return { kind: 'facts', items };
}

function speaker({ candidateDetection }: ReportSource): Block {
  const { speakerLabel, confidence, reason } = candidateDetection;
  return {
    kind: 'paragraph',
    text: `The scores are those of ${speakerLabel}, found by the conversation alone (${confidence} confidence). ${reason}`,
  };
}

function provenance({ analysis }: ReportSource, audience: Audience): Block[] {
  const { engineVersion, configurationDigest, models } = analysis.provenance;
  const made = `Engine ${engineVersion}, configuration ${configurationDigest.slice(0, DIGEST_SIGNS)}.`;
  if (audience === 'candidate') return [{ kind: 'paragraph', isQuiet: true, text: made }];
  const list = models.map(({ name, sha256 }) => `${name} ${sha256.slice(0, DIGEST_SIGNS)}`).join(', ');
  return [{ kind: 'paragraph', isQuiet: true, text: `${made} Models: ${list}.` }];
}

/** Where the scores come from, and what they are not. */
export function originSection(source: ReportSource, audience: Audience): Section {
  const method = isScoredAsEnglish(source)
    ? 'The scores were made by a program: it found out who speaks when, wrote down the words, measured words, pauses and sounds, and learned from people’s judgements of other recordings how such speech is scored. Ranges hold the score that people would give in nine cases of ten. The same recording always gives the same scores.'
    : 'The scores were made by programs: they found out who speaks when, wrote down the words, and measured words and pauses; a language model placed these on the scale, and its quotes and figures were checked against the recording. Nobody has compared such scores with those that people would give, which is why the ranges are wide.';
  const limits =
    audience === 'candidate'
      ? 'No emotion, personality, age, sex or origin is guessed from a voice. You may ask for a person to listen, for a correction of what was misheard, and for everything to be erased.'
      : `The report says how ${languageName(source.audio.requestedLanguage)} was spoken in this recording, and nothing else about a person. It is meant to inform a decision that people make, never to make one.`;
  return {
    title: 'How this report was made',
    blocks: [
      { kind: 'paragraph', text: `${method} ${limits}` },
      ...(audience === 'candidate' ? [] : [speaker(source)]),
      recording(source),
      ...provenance(source, audience),
    ],
  };
}
