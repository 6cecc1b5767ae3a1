/** Why a speaker was taken for the candidate, in Spanish. */
import type { CandidateChoice } from '../catalogue.ts';
import { commaDecimal, count } from '../continental-figures.ts';
import { percent } from '../figures.ts';
import { listed } from './explanations.ts';

const onlySpeaker = (label: string, words: number) =>
  `${label} es la única que se oye (${count(words, 'palabra', 'palabras')})`;
const questions = (of: number) => count(of, 'pregunta', 'preguntas');

/** The sentences in Spanish. */
export const candidateChoice: CandidateChoice = {
  label: (speaker) => `Voz ${speaker + 1}`,
  named: (label) => `${label} se indicó en la petición.`,
  only: (label, words) => `${onlySpeaker(label, words)}.`,
  onlyMixed: (label, words, asked) =>
    `${onlySpeaker(label, words)}, pero se hacen ${questions(asked)}, como si hablara más de una persona.`,
  undecided: (label, speakers, share) =>
    `${label} se eligió aunque nada distingue con claridad las ${speakers} voces: esta dijo el ${percent(share)}% de las palabras.`,
  facts: (label, clauses) => `${label} ${listed(clauses)}.`,
  answers: (given, of) => `dio ${given} de ${count(of, 'respuesta', 'respuestas')} a preguntas`,
  questions: (asked, of) => `${asked === 0 ? 'no hizo ninguna' : `hizo solo ${asked}`} de ${questions(of)}`,
  words: (share) => `dijo el ${percent(share)}% de las palabras`,
  contribution: (words) => `dijo de media ${count(words, 'palabra seguida', 'palabras seguidas')}`,
  firstPerson: (per100) => `dijo "I", "my" o "we" ${commaDecimal(per100)} veces por cien palabras`,
  secondPerson: (per100) => `dijo "you" o "your" solo ${commaDecimal(per100)} veces por cien palabras`,
  hosting: (phrases) =>
    `${phrases === 0 ? 'no usó ninguna frase' : `usó solo ${count(phrases, 'frase', 'frases')}`} de quien dirige una entrevista`,
};
