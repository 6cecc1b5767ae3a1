/** Sentences in French about speech in another language than English, which a language model judged. */
import type { RatedSpeech } from '../catalogue.ts';
import { commaDecimal, commaSeconds, count } from '../continental-figures.ts';
import { clock, percent } from '../figures.ts';
import { dimensionNames, listed } from './explanations.ts';

const quoted = ({ text, startMs }: { readonly text: string; readonly startMs: number }) =>
  `« ${text} » (à ${clock(startMs)})`;

/** Speech that a language model judged, in French. */
export const ratedSpeech: RatedSpeech = {
  vocabulary: (level, score, words) =>
    `Un modèle de langage situe le vocabulaire à ${level} (${commaDecimal(score)} sur cinq), d'après ${count(words, 'mot', 'mots')}.`,
  fluency: (level, score, wordsPerMinute) =>
    `Un modèle de langage situe l'aisance à ${level} (${commaDecimal(score)} sur cinq), à ${count(wordsPerMinute, 'mot', 'mots')} par minute, pauses comprises.`,
  quotes: (quotes) => `Il s'appuie sur des passages comme ${listed(quotes.map(quoted))}.`,
  limited: (pausesPerMinute, speechShare) =>
    `La note est bornée par ce qui a été mesuré : ${commaDecimal(pausesPerMinute)} pauses silencieuses par minute, et de la parole pendant ${percent(speechShare)}% du temps.`,
  pauses: (pausesPerMinute, speechShare) =>
    `Il y a ${commaDecimal(pausesPerMinute)} pauses silencieuses par minute, et la parole occupe ${percent(speechShare)}% du temps.`,
  longestPause: (ms, startMs) =>
    `La plus longue pause dure ${commaSeconds(ms)} secondes, à ${clock(startMs)}.`,
  range: (dimension, low, high) =>
    low === high
      ? `Le jugement sur ${dimensionNames[dimension]} reste à ${low}, mais personne n'a comparé de tels jugements à ceux d'examinateurs.`
      : `Le niveau pour ${dimensionNames[dimension]} peut aller de ${low} à ${high}, car personne n'a comparé de tels jugements à ceux d'examinateurs.`,
  wentWell: (quote) => `Un passage réussi : ${quoted(quote)}.`,
  toRephrase: (quote) => `Un passage qui peut encore gagner : ${quoted(quote)}.`,
  rephraseTask: 'dites la même chose de deux autres façons, en phrases courtes puis en une seule longue.',
  pauseTask:
    'choisissez une de vos réponses, décidez où finit chaque idée et redites-la en ne faisant de pause que là.',
};
