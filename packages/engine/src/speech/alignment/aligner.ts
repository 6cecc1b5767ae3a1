import { join } from 'node:path';
import createModule, { type Segment as AlignedSegment, type Decoder } from 'soundswallower';
import { SAMPLE_RATE } from '../../media/recording.ts';
import { packageFolder } from '../../models/model-files.ts';
import { spokenForm } from '../../models/spoken-form.ts';
import { type AlignedPhone, type AlignedWord, placeAligned } from './aligned-word.ts';
import { loadFrenchPronunciations, spokenFrench } from './french.ts';
import { type Pronunciation, pronunciationsOf, symbolsOf } from './pronunciation.ts';

/**
 * Finds when known words and their phones are said: forced alignment with the models of PocketSphinx. The engine aligns French with it; of
 * English it is the teacher of the phones by which English is aligned now (`align-to-phones.ts`).
 */
export interface Aligner {
  /**
   * @param samples 16 kHz mono.
   * @param words as they are written, in the order in which they are said.
   * @returns a time for every word, in order, without overlap, inside the samples.
   */
  align(samples: Float32Array, words: readonly string[]): AlignedWord[];
}

/**
 * How far the search may fall behind its best path before a path is dropped: first the usual, then much more. A piece in which
 * other people talk as well needs the last: without it most of its words would share the room of a few.
 */
const BEAMS = [1e-48, 1e-120, 1e-300];
/**
 * Where each word may be missing, paths are as many as pairs of words, and a beam as wide as those takes minutes and more memory
 * than the decoder can have for 90 words in 25 s of which half were never said; with this one 2 s and 0.1 GB.
 */
const BEAM_OF_OPTIONAL_WORDS = 1e-30;
/** The aligner's frames, ms. */
const FRAME_MS = 10;

/** Languages with an acoustic model; phones are ARPAbet in English, and the model's own in others. */
export type AlignedLanguage = 'en' | 'fr';

/** Whether words of a language (ISO 639-1) can be found in the sound. */
export function isAligned(language: string): language is AlignedLanguage {
  return Object.hasOwn(LANGUAGES, language);
}

/** What alignment knows of a language. */
interface AlignableLanguage {
  /** Folder of the acoustic model in the package. */
  readonly model: string;
  readonly spokenForm: (written: string) => string[];
  readonly loadPronunciations: () => Promise<(spoken: string) => Pronunciation[]>;
}

const LANGUAGES: Readonly<Record<AlignedLanguage, AlignableLanguage>> = {
  en: { model: 'en-us', spokenForm, loadPronunciations: async () => pronunciationsOf },
  fr: { model: 'fr-fr', spokenForm: spokenFrench, loadPronunciations: loadFrenchPronunciations },
};

/** Loads the acoustic model; words come into its dictionary as they are needed. */
export async function loadAligner(language: AlignedLanguage): Promise<Aligner> {
  const { model: folder, spokenForm, loadPronunciations } = LANGUAGES[language];
  const { Decoder } = await createModule();
  const model = join(packageFolder('soundswallower'), 'model', folder);
  const decoder: Decoder = new Decoder({
    hmm: model,
    samprate: SAMPLE_RATE,
    loglevel: 'FATAL',
    // Every second frame is scored, the others take its scores: a third less time, the same errors within 3 ms.
    ds: 2,
  });
  // Its own dictionary has no stress and costs memory: words are added from ours.
  decoder.unset_config('dict');
  await decoder.initialize();
  const lexicon = new PronunciationLexicon(decoder, await loadPronunciations());
  return {
    align(samples, words) {
      const entries = words.map((word) =>
        spokenForm(word).flatMap((spoken) => lexicon.entryFor(spoken) ?? []),
      );
      const names = entries.flat();
      const found = names.length === 0 ? [] : search(decoder, samples, names);
      const fitted = fit(entries, found, lexicon);
      return placeAligned(words, fitted, Math.floor((samples.length * 1000) / SAMPLE_RATE));
    },
  };
}

/** The dictionary of the decoder, which grows by the words that are said. */
class PronunciationLexicon {
  readonly #decoder: Decoder;
  readonly #pronunciationsOf: (spoken: string) => Pronunciation[];
  readonly #names = new Map<string, string | null>();
  readonly #pronunciations = new Map<string, Pronunciation>();

  constructor(decoder: Decoder, pronunciationsOf: (spoken: string) => Pronunciation[]) {
    this.#decoder = decoder;
    this.#pronunciationsOf = pronunciationsOf;
  }

  /** The name under which the decoder knows a spoken word; null when nobody knows how to say it. */
  entryFor(spoken: string): string | null {
    const known = this.#names.get(spoken);
    if (known !== undefined) return known;
    const pronunciations = distinct(this.#pronunciationsOf(spoken));
    const name = pronunciations.length === 0 ? null : `w${this.#names.size}`;
    this.#names.set(spoken, name);
    pronunciations.forEach((pronunciation, at) => {
      const variant = at === 0 ? `${name}` : `${name}(${at + 1})`;
      this.#decoder.add_words([variant, symbolsOf(pronunciation)]);
      this.#pronunciations.set(variant, pronunciation);
    });
    return name;
  }

  /** The pronunciation of a variant that the decoder named. */
  pronunciation(variant: string): Pronunciation {
    return this.#pronunciations.get(variant) ?? [];
  }
}

function distinct(pronunciations: readonly Pronunciation[]): Pronunciation[] {
  const seen = new Map(pronunciations.toReversed().map((one) => [symbolsOf(one), one]));
  return [...seen.values()].toReversed();
}

/** The words on the best path: all of them with the usual beam or a wider one, else as many as fit. */
function search(decoder: Decoder, samples: Float32Array, names: readonly string[]): AlignedSegment[] {
  for (const beam of BEAMS) {
    setBeam(decoder, beam);
    decoder.set_align_text(names.join(' '));
    const found = bestPath(decoder, samples);
    if (found.length > 0) return found;
  }
  setBeam(decoder, BEAM_OF_OPTIONAL_WORDS);
  const optional = names.map((name) => `[${name}]`).join(' ');
  decoder.set_grammar(`#JSGF V1.0;\ngrammar speech;\npublic <speech> = ${optional};`);
  return bestPath(decoder, samples);
}

function setBeam(decoder: Decoder, beam: number): void {
  for (const key of ['beam', 'pbeam', 'wbeam']) decoder.set_config(key, beam);
}

function bestPath(decoder: Decoder, samples: Float32Array): AlignedSegment[] {
  decoder.start();
  decoder.process_audio(samples, false, true);
  decoder.stop();
  try {
    const result = decoder.get_alignment({ align_level: 1 });
    return (result.w ?? []).filter((word) => /^w\d/.test(word.t));
  } catch (error) {
    // No path reached the end: the library answers with an empty text.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** The phones of each written word whose spoken words were all found, in order. */
function fit(
  entries: readonly string[][],
  found: readonly AlignedSegment[],
  lexicon: PronunciationLexicon,
): (AlignedPhone[] | null)[] {
  let next = 0;
  return entries.map((names) => {
    if (names.length === 0) return null;
    const matched = found.slice(next, next + names.length);
    const complete = names.every((name, at) => matched[at]?.t.replace(/\(\d+\)$/, '') === name);
    if (!complete) return null;
    next += names.length;
    return matched.flatMap((word) => phonesOf(word, lexicon.pronunciation(word.t)));
  });
}

function phonesOf(word: AlignedSegment, pronunciation: Pronunciation): AlignedPhone[] {
  return (word.w ?? []).map((phone, at) => {
    const startMs = Math.round((phone.b * 1000) / FRAME_MS) * FRAME_MS;
    const endMs = Math.round(((phone.b + phone.d) * 1000) / FRAME_MS) * FRAME_MS;
    return { symbol: phone.t, stress: pronunciation[at]?.stress ?? null, startMs, endMs };
  });
}
