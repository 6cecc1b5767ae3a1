/** Transcripts of people whose vocabulary is known in some way, scored in the forms in which a recording may reach us. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoredVocabulary, Utterance, VocabularyScorer } from '@vivavoce/engine';
import { seededUniform } from '@vivavoce/samples/random';
import { readInterviews } from './nict-jle.ts';
import { withWordsWrong, wordSubstitution } from './word-substitutions.ts';

/** One person's words, scored. */
export interface ScoredText {
  readonly id: string;
  readonly corpus: string;
  readonly speaker: string;
  /** Both sides of a call, a company, a meeting series. */
  readonly group: string;
  /** Examiners' level of an interview; 10 and 0 in corpora without. */
  readonly level: number;
  readonly whole: ScoredVocabulary;
  /** The first half of the words. */
  readonly half: ScoredVocabulary | null;
  /** The first 80 words. */
  readonly short: ScoredVocabulary | null;
  /** With a tenth of the words wrong. */
  readonly wrong: ScoredVocabulary | null;
}

/** Who an entry of a corpus is. */
interface Speaker {
  readonly speaker: string;
  readonly group: string;
}

/** Words of the short form: what somebody says in half a minute. */
const SHORT_WORDS = 80;
/** Share of words that are wrong. */
const WRONG_SHARE = 0.1;

/** Scores all texts of a table; those too short to be scored are left out. */
export function scoreCorpus(
  path: string,
  corpus: string,
  speakers: ReadonlyMap<string, Speaker>,
  score: VocabularyScorer,
): ScoredText[] {
  const texts = readInterviews(path);
  const said = texts.flatMap(({ turns }) => turns.flatMap(({ words }) => words.map(({ text }) => text)));
  const substitute = wordSubstitution(said);
  return texts.flatMap(({ id, level, turns }, at) => {
    const whole = score(turns);
    if (whole === null) return [];
    const count = turns.reduce((sum, { words }) => sum + words.length, 0);
    const { speaker, group } = speakers.get(id) ?? { speaker: id, group: id };
    return {
      id,
      corpus,
      speaker,
      group,
      level,
      whole,
      half: score(firstWords(turns, Math.ceil(count / 2))),
      short: score(firstWords(turns, SHORT_WORDS)),
      wrong: score(withWordsWrong(turns, WRONG_SHARE, substitute, seededUniform(at))),
    };
  });
}

/** The turns, the last one cut, that hold the first words. */
function firstWords(turns: readonly Utterance[], count: number): Utterance[] {
  let left = count;
  return turns.flatMap(({ words }) => {
    const kept = words.slice(0, left);
    left -= kept.length;
    return kept.length > 0 ? [{ words: kept }] : [];
  });
}

/** The speakers of a folder of corpora, by the name of their text: `speakers.tsv`. */
export function readSpeakers(folder: string): Map<string, Speaker> {
  const rows = readTable(join(folder, 'speakers.tsv'));
  return new Map(
    rows.map((row) => [row['interview'] ?? '', { speaker: row['speaker'] ?? '', group: row['group'] ?? '' }]),
  );
}

/** People's ratings of the vocabulary of texts, by the name of the text; empty where a folder has none. */
export function readRatings(path: string): Map<string, number> {
  if (!existsSync(path)) return new Map();
  return new Map(readTable(path).map((row) => [row['interview'] ?? '', Number(row['vocabulary'])]));
}

function readTable(path: string): Readonly<Record<string, string>>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}
