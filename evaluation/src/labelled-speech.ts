import { readFile } from 'node:fs/promises';
import { parse } from 'node:path';
import { createSpeechScorer, EXPERT_SCORE_NAMES, type ExpertScores } from '@vivavoce/engine';
import { recordingFiles } from './recording-files.ts';

/** Utterances and experts' judgements of them, as speechocean762 has them (Zhang et al. 2021); all on 0 to 10. */
export interface LabelledUtterance extends ExpertScores {
  readonly id: string;
  readonly speaker: string;
  readonly age: number;
  readonly gender: string;
  /** ISO 639 code or name, where it is known. */
  readonly firstLanguage?: string;
}

/** What the engine says of an utterance, with half of its 90 % interval for each judgement. */
export interface PredictedUtterance extends ExpertScores {
  readonly id: string;
  readonly halfWidths: ExpertScores;
}

/** An utterance as people and the engine rate it. */
export interface ScoredUtterance {
  readonly label: LabelledUtterance;
  readonly predicted: PredictedUtterance;
}

/** Age from which somebody counts as grown up, years. */
const MIN_ADULT_AGE = 16;

/** Whether somebody counts as grown up: hiring is about adults. */
export function isAdult({ age }: LabelledUtterance): boolean {
  return age >= MIN_ADULT_AGE;
}

/**
 * Scores all labelled utterances by their sound.
 * @param audio folder of `<id>.ogg`, `.wav` or another ending.
 * @param labels JSONL, a labelled utterance a line; recordings without one are left out.
 * @throws Error if a label has no recording.
 */
export async function predictLabelled(audio: string, labels: string): Promise<ScoredUtterance[]> {
  const files = new Map((await recordingFiles(audio)).map((path) => [parse(path).name, path]));
  const queue = (await readLabels(labels)).map((label, at) => ({ label, at }));
  const scored: ScoredUtterance[] = [];
  await using scorer = await createSpeechScorer();
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { label, at } = next;
      const path = files.get(label.id);
      if (path === undefined) throw new Error(`${audio} has no recording named ${label.id}`);
      const { expertScores: scores, halfWidths } = await scorer.score(path);
      scored[at] = { label, predicted: { id: label.id, ...scores, halfWidths } };
    }
  };
  await Promise.all(Array.from({ length: scorer.atOnce }, work));
  return scored;
}

/**
 * Joins labels with predictions that were written before.
 * @throws Error if a label has no prediction.
 */
export async function joinScored(scored: string, labels: string): Promise<ScoredUtterance[]> {
  const predictions = new Map(
    (await readLines<PredictedUtterance>(scored)).map((predicted) => [predicted.id, predicted]),
  );
  return (await readLabels(labels)).map((label) => {
    const predicted = predictions.get(label.id);
    if (predicted === undefined) throw new Error(`${scored} has no prediction for ${label.id}`);
    return { label, predicted };
  });
}

/** Where the judged utterances come from: judged now, or before. */
export interface SpeechSource {
  readonly audio?: string;
  readonly scored?: string;
  readonly labels: string;
}

/**
 * The utterances of a source.
 * @throws Error if neither recordings nor predictions are named.
 */
export async function scoredUtterances({ audio, scored, labels }: SpeechSource): Promise<ScoredUtterance[]> {
  if (scored !== undefined) return joinScored(scored, labels);
  if (audio === undefined) throw new Error('Name the recordings with --audio, or predictions with --scored.');
  return predictLabelled(audio, labels);
}

/** The people, each with the mean of what was judged and predicted of their utterances. */
export function bySpeaker(utterances: readonly ScoredUtterance[]): ScoredUtterance[] {
  return [...Map.groupBy(utterances, ({ label }) => label.speaker).values()].map((own) => {
    const [{ label, predicted }] = own as [ScoredUtterance];
    return {
      label: { ...label, ...meanOf(own.map((one) => one.label)) },
      predicted: { ...predicted, ...meanOf(own.map((one) => one.predicted)) },
    };
  });
}

function meanOf(scores: readonly ExpertScores[]): ExpertScores {
  const mean = (of: keyof ExpertScores) => scores.reduce((sum, one) => sum + one[of], 0) / scores.length;
  const [accuracy, fluency, prosodic, total] = EXPERT_SCORE_NAMES.map(mean) as [
    number,
    number,
    number,
    number,
  ];
  return { accuracy, fluency, prosodic, total };
}

/**
 * The labelled utterances of a file.
 * @throws Error if one lacks a judgement.
 */
export async function readLabels(path: string): Promise<LabelledUtterance[]> {
  const labels = await readLines<LabelledUtterance>(path);
  for (const { id, ...label } of labels)
    if (EXPERT_SCORE_NAMES.some((judgement) => !Number.isFinite(label[judgement])))
      throw new Error(`${path}: ${id} lacks one of ${EXPERT_SCORE_NAMES.join(', ')}`);
  return labels;
}

async function readLines<T>(path: string): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as T);
}
