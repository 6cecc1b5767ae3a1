/**
 * Fillers, repetitions and self-repairs in the words of a speaker.
 *
 * Terms: the reparandum is what is taken back, the repair what replaces it (Levelt 1983, Cognition 14; Shriberg 1994,
 * "Preliminaries to a theory of speech disfluencies").
 *
 * - Filler: a word of kind `filler`. Fillers are skipped when repetitions and repairs are looked for: "I um I" repeats.
 * - Repetition: one to four words said again at once, letter for letter. Words that are doubled for emphasis or as an
 *   answer ("very very", "no no") are none.
 * - Self-repair: found by form only, without grammar or sound:
 *   1. a fragment (`wor-`), or a word that is the beginning of the next one and another form of it ("call called");
 *   2. two closed-class words of the same set next to each other ("he she", "a the", "is was");
 *   3. a retracing with change: a pronoun, preposition or possessive comes again after two or three words, or any word
 *      together with the word after it, and what lies between is taken back ("in the in a shop", "I want I would like");
 *   4. an explicit editing term between two words ("or rather", "I mean"): the word before it is taken back.
 *
 * Nothing is taken back across the end of a sentence, as a recogniser writes it ("... than he. She ..."), unless a filler
 * follows it.
 *
 * How we differ: transcribers mark every self-repair; this sees only those that leave a pattern in the words, and
 * recognisers drop many fragments and repeats before we see them. The figures are lower bounds; the precision and
 * recall against people's marks are printed by `training/measure-norms/report.ts`.
 */
import { formOf, type SpokenWord, type Utterance } from './spoken-words.ts';

/** Longest repetition that is looked for, words. */
export const MAX_REPEATED_WORDS = 4;
/** Longest stretch that a retracing takes back, words. */
export const MAX_RETRACED_WORDS = 4;

/** One thing taken back: words `start` to `end` (exclusive) of the utterance, fillers between them included. */
export interface Retraction {
  readonly kind: 'repetition' | 'repair';
  /** Index of the first word taken back. */
  readonly start: number;
  /** Index after the last word taken back. */
  readonly end: number;
}

/** An utterance with what disturbs it told apart from what was meant. */
export interface CleanedUtterance<W extends SpokenWord = SpokenWord> {
  /** The words that stay: no fillers, nothing that was repeated or repaired away. */
  readonly kept: readonly W[];
  readonly fillers: readonly W[];
  /** Words taken back, repetition by repetition, in order of time. */
  readonly repetitions: readonly (readonly W[])[];
  /** Words taken back, repair by repair, in order of time. */
  readonly repairs: readonly (readonly W[])[];
}

/** Disfluencies as rates that do not grow with the length of the recording. */
export interface DisfluencyFeatures {
  /** Fillers for every 100 words said, fillers not counted. */
  readonly fillersPer100: number;
  /** Repetitions for every 100 words said, fillers not counted. */
  readonly repetitionsPer100: number;
  /** Self-repairs for every 100 words said, fillers not counted. */
  readonly repairsPer100: number;
  /** Words taken back by either for every 100 words said, fillers not counted. */
  readonly retractedWordsPer100: number;
  /** Mean kept words an utterance that has any. Depends on who cuts the utterances: compare like with like. */
  readonly wordsPerUtterance: number;
}

/** Splits every utterance into what was meant and what disturbed it. */
export function cleanUtterance<W extends SpokenWord>(utterance: Utterance<W>): CleanedUtterance<W> {
  const { words } = utterance;
  const retractions = findRetractions(words);
  const retracted = new Set<W>();
  const spans = retractions.map((retraction) => {
    const taken = words.slice(retraction.start, retraction.end).filter(isWord);
    for (const word of taken) retracted.add(word);
    return { kind: retraction.kind, taken };
  });
  return {
    kept: words.filter((word) => isWord(word) && !retracted.has(word)),
    fillers: words.filter((word) => word.kind === 'filler'),
    repetitions: spans.filter(({ kind }) => kind === 'repetition').map(({ taken }) => taken),
    repairs: spans.filter(({ kind }) => kind === 'repair').map(({ taken }) => taken),
  };
}

/** Rates of disfluency over all utterances of a speaker; null when no word was said. */
export function disfluencyFeatures(utterances: readonly Utterance[]): DisfluencyFeatures | null {
  const cleaned = utterances.map((utterance) => cleanUtterance(utterance));
  const said = utterances.reduce((sum, { words }) => sum + words.filter(isWord).length, 0);
  if (said === 0) return null;
  const kept = cleaned.reduce((sum, one) => sum + one.kept.length, 0);
  const per100 = (count: (one: CleanedUtterance) => number) =>
    (100 * cleaned.reduce((sum, one) => sum + count(one), 0)) / said;
  return {
    fillersPer100: per100((one) => one.fillers.length),
    repetitionsPer100: per100((one) => one.repetitions.length),
    repairsPer100: per100((one) => one.repairs.length),
    retractedWordsPer100: (100 * (said - kept)) / said,
    wordsPerUtterance: kept / Math.max(1, cleaned.filter((one) => one.kept.length > 0).length),
  };
}

/** What is taken back in a list of words, in order; the spans do not overlap. */
export function findRetractions(words: readonly SpokenWord[]): Retraction[] {
  const at = [...words.keys()].filter((index) => isWord(words[index]!));
  const forms = at.map((index) => formOf(words[index]!.text));
  const fragments = at.map((index) => /\p{L}[-\u2013\u2014]$/u.test(words[index]!.text));
  const ends = at.map((index) => SENTENCE_END.test(words[index]!.text) && words[index + 1]?.kind === 'word');
  const found: Retraction[] = [];
  let next = 0;
  while (next < forms.length) {
    const repeated = repetitionLength(forms, next);
    const repaired = repeated > 0 || fragments[next] ? 0 : repairLength(forms, next);
    const taken = repeated || (fragments[next] && next + 1 < forms.length ? 1 : repaired);
    const length = ends.slice(next, next + taken).includes(true) ? 0 : taken;
    if (length > 0) {
      const kind = repeated > 0 ? 'repetition' : 'repair';
      found.push({ kind, start: at[next]!, end: at[next + length - 1]! + 1 });
    }
    next += Math.max(1, length);
  }
  return found;
}

function isWord(word: SpokenWord): boolean {
  return word.kind === 'word' && formOf(word.text) !== '';
}

/** Number of words from `start` that are said again at once; 0 when none are. */
function repetitionLength(forms: readonly string[], start: number): number {
  for (let length = MAX_REPEATED_WORDS; length >= 1; length--) {
    if (start + 2 * length > forms.length) continue;
    const again = forms.slice(start + length, start + 2 * length);
    if (!again.every((form, offset) => form === forms[start + offset])) continue;
    if (again.every((form) => DOUBLED_ON_PURPOSE.has(form))) return 0;
    return length;
  }
  return 0;
}

/** Number of words from `start` that are replaced by what follows; 0 when none are. */
function repairLength(forms: readonly string[], start: number): number {
  const [first, second] = [forms[start]!, forms[start + 1]];
  if (second === undefined) return 0;
  if (isBegunAgain(first, second)) return 1;
  if (REPLACEABLE_SETS.some((set) => set.has(first) && set.has(second))) return 1;
  const edited = editingTermLength(forms, start + 1);
  if (edited > 0 && start + 1 + edited < forms.length) return 1 + edited;
  return retracingLength(forms, start);
}

/** Words up to where the speaker goes back to the word at `start`; 0 when that does not look like a repair. */
function retracingLength(forms: readonly string[], start: number): number {
  const longest = LONGEST_RETRACING.find(({ from }) => from.has(forms[start]!))?.words ?? 0;
  for (let length = 2; length <= MAX_RETRACED_WORDS; length++) {
    if (forms[start + length] !== forms[start] || start + length + 1 >= forms.length) continue;
    const between = forms.slice(start + 1, start + length);
    if (between.some((form) => LINKS.has(form))) return 0;
    const sameTwice = forms[start + length + 1] === forms[start + 1] && !COMES_AGAIN.has(forms[start]!);
    return length <= longest || sameTwice ? length : 0;
  }
  return 0;
}

function isBegunAgain(first: string, second: string): boolean {
  return (
    first.length >= 3 &&
    second !== first &&
    second.startsWith(first) &&
    INFLECTION.test(second.slice(first.length))
  );
}

function editingTermLength(forms: readonly string[], at: number): number {
  const term = EDITING_TERMS.find((words) => words.every((word, offset) => forms[at + offset] === word));
  return term?.length ?? 0;
}

/** A full stop, question or exclamation mark at the end, but no ellipsis. */
const SENTENCE_END = /(?<!\.)[.?!]["')]*$/;

const INFLECTION = /^(e?s|e?d|ing)$/;

const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const DOUBLED_ON_PURPOSE = wordSet(
  'very really so much many more no yes yeah yep okay ok bye ha well right sure long far',
);

const EDITING_TERMS = ['or rather', 'i mean'].map((term) => term.split(' '));

/** Words of one set follow each other only when the second replaces the first. */
const REPLACEABLE_SETS = [
  wordSet('i he she it we they'),
  wordSet('a an the'),
  wordSet('my his her our their its'),
  wordSet('is are was were'),
  wordSet('in on at from with'),
  wordSet('has have'),
];

/** How many words before the second mention are taken back, where people's marks agree in most cases. */
const LONGEST_RETRACING = [
  { from: wordSet('i he she it we they'), words: 3 },
  { from: wordSet('in on at with'), words: 2 },
  { from: wordSet('my his her our their for'), words: 2 },
];

/** With one of these in between, the second mention goes on ("I think I know", "his hat and his coat"). */
const LINKS = wordSet(
  'and or but than of not so if because that when as think know guess hope mean believe say said wish suppose thought wonder',
);

/** Words that come again soon in fluent speech too, even together with the next one. */
const COMES_AGAIN = wordSet('the a to of and so no is very for one this have many');
