/** Who is refused every score, by groups that are known: readers of labelled sentences, and speakers of recordings. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import { createScorer, EngineError, type Scorer, type StoredAnalysis } from '@vivavoce/engine';
import { type Estimate, estimateByGroup } from './group-bootstrap.ts';
import { joinUtterances, readersOf } from './joined-utterances.ts';
import { type KeptAnalyses, keptAnalyses } from './kept-analyses.ts';
import { isAdult, type LabelledUtterance } from './labelled-speech.ts';

/** Somebody who speaks English for half a minute and more. */
export interface EnglishSpeaker {
  readonly id: string;
  /** Groups by what they are groups of: `{ accent: 'Spanish', sex: 'f' }`. */
  readonly groups: Readonly<Record<string, string>>;
  /** Whether neither fluency nor accent nor vocabulary got a score. */
  readonly isRefused: boolean;
  /** Whether vocabulary alone was not scored. */
  readonly isWithoutVocabulary: boolean;
}

/** Where the speakers come from. */
export interface RefusalSource {
  /** Folder of read utterances, named by the labels. */
  readonly audio?: string;
  /** JSONL of labelled utterances. */
  readonly labels?: string;
  /** First language of the readers, where the labels do not name it. */
  readonly accent?: string;
  /** Recordings of people who talk, as `accent=file`. */
  readonly speech?: readonly string[];
  /** Folder in which analyses are kept. */
  readonly analyses?: string;
}

/** Refusals of one group. */
export interface GroupRefusals {
  /** What the groups differ in. */
  readonly by: string;
  readonly group: string;
  readonly speakers: number;
  readonly refused: number;
  /** Share of speakers, 0 to 1, with 90 % by bootstrap over speakers. */
  readonly share: Estimate;
  readonly withoutVocabulary: Estimate;
}

/** Least phonation of a speaker who is counted, ms: what a score needs. */
const MIN_SPEECH_MS = 30_000;
/** As much of a reader's utterances is joined, s: most of them then speak for 30 s. */
const JOINED_S = 60;

/**
 * Analyses and scores everybody of a source who speaks long enough.
 * @throws Error where `--speech` is not of the form, or labels come without recordings.
 */
export async function englishSpeakers(source: RefusalSource): Promise<EnglishSpeaker[]> {
  const scorer = await createScorer();
  await using kept = keptAnalyses(source.analyses);
  return [...(await readers(source, scorer, kept)), ...(await talkers(source, scorer, kept))];
}

/** Refusals of each group of each kind, by name. */
export function refusalsByGroup(speakers: readonly EnglishSpeaker[]): GroupRefusals[] {
  const kinds = [...new Set(speakers.flatMap(({ groups }) => Object.keys(groups)))];
  return kinds.flatMap((by) => {
    const groups = Map.groupBy(
      speakers.filter((one) => one.groups[by] !== undefined),
      (one) => one.groups[by] as string,
    );
    return [...groups]
      .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([group, own]) => ({
        by,
        group,
        speakers: own.length,
        refused: own.filter(({ isRefused }) => isRefused).length,
        share: shareOf(own, ({ isRefused }) => isRefused),
        withoutVocabulary: shareOf(own, ({ isWithoutVocabulary }) => isWithoutVocabulary),
      }));
  });
}

function shareOf(
  speakers: readonly EnglishSpeaker[],
  counts: (speaker: EnglishSpeaker) => boolean,
): Estimate {
  const share = (own: readonly EnglishSpeaker[]) => own.filter(counts).length / own.length;
  const estimate = estimateByGroup(speakers, ({ id }) => id, share) ?? { value: 0, low: 0, high: 1 };
  // Draws of equal outcomes are all alike, however few they are: an exact bound instead (Clopper & Pearson 1934).
  const bound = 0.05 ** (1 / speakers.length);
  if (estimate.value === 0) return { ...estimate, high: 1 - bound };
  return estimate.value === 1 ? { ...estimate, low: bound } : estimate;
}

/** Each reader's utterances, joined to one recording. */
async function readers(
  { audio, labels, accent = 'not named' }: RefusalSource,
  scorer: Scorer,
  kept: KeptAnalyses,
): Promise<EnglishSpeaker[]> {
  if (labels === undefined) return [];
  if (audio === undefined) throw new Error('Name the recordings of the labels with --audio.');
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-readers-'));
  const found: EnglishSpeaker[] = [];
  try {
    for (const reader of await readersOf(audio, labels)) {
      const { speaker } = reader;
      const recording = () => joinUtterances(reader, folder, JOINED_S);
      const stored = await kept.analysisOf(`reader-${speaker}`, recording, { expectedSpeakers: 1 });
      const groups = groupsOf(reader.labels[0] as LabelledUtterance, accent);
      if (stored !== null) found.push(...(await outcomes(scorer, stored, speaker, groups)));
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return found;
}

function groupsOf(label: LabelledUtterance, accent: string): EnglishSpeaker['groups'] {
  const isGrown = isAdult(label);
  return {
    accent: `${label.firstLanguage ?? accent}, read, ${isGrown ? 'adults' : 'children'}`,
    sex: `${label.gender}, ${isGrown ? 'adults' : 'children'}`,
  };
}

/** Everybody who talks in recordings of one accent. */
async function talkers(
  { speech = [] }: RefusalSource,
  scorer: Scorer,
  kept: KeptAnalyses,
): Promise<EnglishSpeaker[]> {
  const found: EnglishSpeaker[] = [];
  for (const one of speech) {
    const [accent, path] = one.split('=', 2);
    if (!accent || !path) throw new Error(`--speech takes accent=file, got ${one}`);
    const { name } = parse(path);
    const stored = await kept.analysisOf(name, () => path);
    if (stored !== null) found.push(...(await outcomes(scorer, stored, name, { accent })));
  }
  return found;
}

/** What becomes of everybody in a recording who speaks long enough. */
async function outcomes(
  scorer: Scorer,
  stored: StoredAnalysis,
  recording: string,
  groups: EnglishSpeaker['groups'],
): Promise<EnglishSpeaker[]> {
  const found: EnglishSpeaker[] = [];
  for (const speaker of new Set(stored.segments.map((segment) => segment.speaker))) {
    try {
      const { scores, analysis } = await scorer.scoreStoredAnalysis(stored, {
        candidate: `speaker_${speaker}`,
      });
      if (analysis.fluency.phonationTimeMs < MIN_SPEECH_MS) continue;
      const { vocabulary, fluency, accent } = scores;
      const isRefused = vocabulary === null && fluency === null && accent === null;
      const isWithoutVocabulary = vocabulary === null;
      found.push({ id: `${recording} ${speaker}`, groups, isRefused, isWithoutVocabulary });
    } catch (error) {
      if (!(error instanceof EngineError && error.code === 'CANDIDATE_SPEECH_INSUFFICIENT')) throw error;
    }
  }
  return found;
}

/** The groups as a table for people. */
export function refusalTable(rows: readonly GroupRefusals[]): string {
  const percent = (value: number) => (100 * value).toFixed(1);
  const shown = ({ value, low, high }: Estimate) =>
    `${percent(value)} % (${percent(low)}-${percent(high)})`.padStart(22);
  const head = `${'by'.padEnd(8)}${'group'.padEnd(28)}speakers  refused${'share (90 %)'.padStart(22)}${'no vocabulary (90 %)'.padStart(22)}\n`;
  const lines = rows.map(
    (row) =>
      row.by.padEnd(8) +
      row.group.padEnd(28) +
      String(row.speakers).padStart(8) +
      String(row.refused).padStart(9) +
      `${shown(row.share)}${shown(row.withoutVocabulary)}\n`,
  );
  return [head, ...lines].join('');
}
