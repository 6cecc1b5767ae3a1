/** Puts wrong words into transcripts, as recognisers do: words that sound like the right one, and any others. */
import type { SpokenWord, Utterance } from '@vivavoce/engine';
import { dictionary } from 'cmu-pronouncing-dictionary';

/** A word that a recogniser could write in the place of another. */
export type WordSubstitution = (form: string, random: () => number) => string;

/**
 * Half of the substitutions are words one phone away (a phone replaced, lost or added) in the CMU Pronouncing Dictionary, half any
 * word of the given text; where no word is near, all are of the text.
 * @param text the words that may come out, each as often as it is used; they also limit what counts as a near word.
 */
export function wordSubstitution(text: readonly string[]): WordSubstitution {
  const near = nearWords(new Set(text));
  return (form, random) => {
    const found = random() < 0.5 ? near(form) : [];
    const from = found.length > 0 ? found : text;
    return from[Math.floor(random() * from.length)] ?? form;
  };
}

/** The turns with a share of their words, 0 to 1, replaced. */
export function withWordsWrong<W extends SpokenWord>(
  turns: readonly Utterance<W>[],
  share: number,
  substitute: WordSubstitution,
  random: () => number,
): Utterance<W>[] {
  return turns.map(({ words }) => ({
    words: words.map((word) =>
      word.kind === 'word' && random() < share ? { ...word, text: substitute(word.text, random) } : word,
    ),
  }));
}

/** Finds words one phone away; stress is left out of account. */
function nearWords(forms: ReadonlySet<string>): (form: string) => readonly string[] {
  const byPattern = new Map<string, string[]>();
  for (const form of forms) {
    for (const pattern of patternsOf(phonesOf(form))) {
      const sharing = byPattern.get(pattern);
      if (sharing === undefined) byPattern.set(pattern, [form]);
      else sharing.push(form);
    }
  }
  return (form) => {
    const sharing = patternsOf(phonesOf(form)).flatMap((pattern) => byPattern.get(pattern) ?? []);
    return [...new Set(sharing)].filter((one) => one !== form);
  };
}

function phonesOf(form: string): readonly string[] {
  const pronunciation = Object.hasOwn(dictionary, form) ? dictionary[form] : undefined;
  return pronunciation?.replaceAll(/\d/g, '').split(' ') ?? [];
}

/** Two words share a pattern when they differ by one phone: the phones with a gap in the place of one, and between two. */
function patternsOf(phones: readonly string[]): string[] {
  const replaced = phones.map((_, at) => phones.with(at, '_').join(' '));
  const added =
    phones.length === 0 ? [] : [...phones, ''].map((_, at) => phones.toSpliced(at, 0, '_').join(' '));
  return [...replaced, ...added];
}
