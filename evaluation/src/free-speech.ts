import { readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { createScorer, EngineError, type Scorer, type StoredAnalysis } from '@vivavoce/engine';
import { SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import { Command } from 'commander';
import { classFigures, type FreeSpeaker, refusalFigures, weightsFigures } from './free-speech-figures.ts';
import { type KeptAnalyses, keptAnalyses } from './kept-analyses.ts';
import { type LabelledDialogue, labelOf } from './labelled-dialogue.ts';
import { scoreWeightsOption } from './score-weights-option.ts';

interface Options {
  readonly labels?: string;
  readonly audio?: string;
  readonly native?: readonly string[];
  readonly notEnglish?: readonly string[];
  readonly analyses?: string;
  readonly scoreWeights: 'default' | 'open';
  readonly compareWeights?: boolean;
  readonly json?: boolean;
}

/** A recording and what is known of those who speak in it. */
interface Source {
  readonly path: string;
  readonly classOf: (turns: StoredAnalysis['turns'], speaker: number) => string | null;
}

/** Least phonation of a speaker who is counted, ms: what a score needs. */
const MIN_SPEECH_MS = 30_000;

/** `vivavoce evaluate free-speech`: fluency and accent of people who talk freely, by what is known of them. */
export function freeSpeechCommand(): Command {
  return new Command('free-speech')
    .description(
      'Fluency of learners who talk freely, by the class that people gave them, and of natives; who is refused a score',
    )
    .option('--labels <file>', 'JSON: [{ file, clips: [{ startMs, endMs, fluency }] }]')
    .option('--audio <folder>', 'where the files of the labels are')
    .option('--native <files...>', 'recordings of native speakers who talk freely')
    .option('--not-english <files...>', 'recordings that are to be refused: other languages, noise')
    .option('--analyses <folder>', 'keeps the analyses there, and scores those that are there already')
    .addOption(scoreWeightsOption())
    .option('--compare-weights', 'score with the default and the open weights, and print how far scores move')
    .option('--json', 'print every speaker as JSON')
    .action(evaluateFreeSpeech);
}

async function evaluateFreeSpeech(options: Options): Promise<void> {
  const sources = await sourcesOf(options);
  await using kept = keptAnalyses(options.analyses);
  if (options.compareWeights) {
    const before = await speakersBy('default', sources, kept);
    const after = await speakersBy('open', sources, kept);
    process.stdout.write(
      options.json ? `${JSON.stringify({ before, after }, null, 2)}\n` : weightsFigures(before, after),
    );
    return;
  }
  const speakers = await speakersBy(options.scoreWeights, sources, kept);
  const report = () => [speakers.map(asLine).join(''), classFigures(speakers), refusalFigures(speakers)];
  process.stdout.write(options.json ? `${JSON.stringify(speakers, null, 2)}\n` : report().join('\n'));
}

/** Everybody in the recordings whose class is known, scored with these weights. */
async function speakersBy(
  scoreWeights: Options['scoreWeights'],
  sources: readonly Source[],
  kept: KeptAnalyses,
): Promise<FreeSpeaker[]> {
  const scorer = await createScorer({ models: { ...SHIPPED_MODELS, scoreWeights } });
  const speakers: FreeSpeaker[] = [];
  for (const source of sources) {
    const stored = await kept.analysisOf(parse(source.path).name, () => source.path);
    if (stored !== null) speakers.push(...(await speakersOf(scorer, source, stored)));
  }
  return speakers;
}

/** @throws Error if the labels come without their recordings, or nothing was named. */
async function sourcesOf({ labels, audio, native = [], notEnglish = [] }: Options): Promise<Source[]> {
  const named = (paths: readonly string[], name: string): Source[] =>
    paths.map((path) => ({ path, classOf: () => name }));
  const sources = [...named(native, 'native'), ...named(notEnglish, 'not English')];
  if (labels !== undefined) {
    if (audio === undefined) throw new Error('Name the folder of the labelled recordings with --audio.');
    const dialogues = JSON.parse(await readFile(labels, 'utf8')) as LabelledDialogue[];
    for (const dialogue of dialogues) {
      sources.push({
        path: join(audio, dialogue.file),
        classOf: (turns, speaker) => labelOf(dialogue, turns, speaker),
      });
    }
  }
  if (sources.length === 0) throw new Error('Name recordings with --labels, --native or --not-english.');
  return sources;
}

/** Everybody who speaks long enough for a score and whose class is known. */
async function speakersOf(
  scorer: Scorer,
  { path, classOf }: Source,
  stored: StoredAnalysis,
): Promise<FreeSpeaker[]> {
  const found: FreeSpeaker[] = [];
  for (const speaker of new Set(stored.segments.map((segment) => segment.speaker))) {
    const name = classOf(stored.turns, speaker);
    const scored = name === null ? null : await scoreOf(scorer, stored, speaker);
    if (name !== null && scored !== null)
      found.push({ recording: parse(path).name, speaker, class: name, ...scored });
  }
  return found;
}

/** Null for somebody who speaks too little. */
async function scoreOf(
  scorer: Scorer,
  stored: StoredAnalysis,
  speaker: number,
): Promise<Omit<FreeSpeaker, 'recording' | 'speaker' | 'class'> | null> {
  try {
    const { scores, analysis } = await scorer.scoreStoredAnalysis(stored, {
      candidate: `speaker_${speaker}`,
    });
    const { fluency } = analysis;
    if (fluency.phonationTimeMs < MIN_SPEECH_MS) return null;
    return {
      fluency: scores.fluency,
      fluencyCefr: scores.fluencyCefr,
      accent: scores.accent,
      vocabulary: scores.vocabulary,
      overall: scores.overall,
      wordsPerMinute: fluency.speechRateWordsPerMinute,
      hesitationsPer100Words: hesitationsPer100Words(analysis),
      warnings: analysis.quality.warnings.map(({ code }) => code),
    };
  } catch (error) {
    if (error instanceof EngineError && error.code === 'CANDIDATE_SPEECH_INSUFFICIENT') return null;
    throw error;
  }
}

/** Fillers, repetitions and repairs together: whether few of them tell read speech from free. */
function hesitationsPer100Words({
  fluency,
}: Awaited<ReturnType<Scorer['scoreStoredAnalysis']>>['analysis']): number {
  const { filledPauses, repetitions, selfRepairs, speechRateWordsPerMinute } = fluency;
  const fillers =
    speechRateWordsPerMinute === 0 ? 0 : (100 * filledPauses.perMinute) / speechRateWordsPerMinute;
  return fillers + repetitions.perHundredWords + (selfRepairs?.perHundredWords ?? 0);
}

function asLine(speaker: FreeSpeaker): string {
  const shown = (value: number | null) => (value?.toFixed(1) ?? '-').padStart(6);
  const name = `${speaker.recording} speaker_${speaker.speaker}`;
  return (
    name.padEnd(40) +
    speaker.class.padEnd(14) +
    `fluency${shown(speaker.fluency)} ${(speaker.fluencyCefr ?? '').padEnd(3)}` +
    `accent${shown(speaker.accent)}  vocabulary${shown(speaker.vocabulary)}  overall${shown(speaker.overall)}` +
    `  ${speaker.wordsPerMinute.toFixed(0).padStart(3)} words/min` +
    `  ${speaker.hesitationsPer100Words.toFixed(1).padStart(4)} hesitations/100\n`
  );
}
