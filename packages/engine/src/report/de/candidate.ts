/** Why a speaker was taken for the candidate, in German. */
import type { CandidateChoice } from '../catalogue.ts';
import { commaDecimal, count } from '../continental-figures.ts';
import { percent } from '../figures.ts';
import { listed } from './explanations.ts';

const onlySpeaker = (label: string, words: number) =>
  `Nur ${label} ist zu hören (${count(words, 'Wort', 'Wörter')})`;
const questions = (of: number) => count(of, 'Frage', 'Fragen');

/** The sentences in German. */
export const candidateChoice: CandidateChoice = {
  label: (speaker) => `Stimme ${speaker + 1}`,
  named: (label) => `${label} wurde bei der Anfrage benannt.`,
  only: (label, words) => `${onlySpeaker(label, words)}.`,
  onlyMixed: (label, words, asked) =>
    `${onlySpeaker(label, words)}, aber es werden ${questions(asked)} gestellt, als spräche mehr als ein Mensch.`,
  undecided: (label, speakers, share) =>
    `${label} wurde gewählt, obwohl nichts die ${speakers} Stimmen deutlich unterscheidet: Auf diese entfallen ${percent(share)}% der Wörter.`,
  facts: (label, clauses) => `${label} hat ${listed(clauses)}.`,
  answers: (given, of) => `${given} von ${count(of, 'Antwort', 'Antworten')} auf Fragen gegeben`,
  questions: (asked, of) => `${asked === 0 ? 'keine' : `nur ${asked}`} von ${questions(of)} gestellt`,
  words: (share) => `${percent(share)}% der Wörter gesprochen`,
  contribution: (words) => `im Mittel ${count(words, 'Wort', 'Wörter')} am Stück gesprochen`,
  firstPerson: (per100) =>
    `${commaDecimal(per100)}-mal in hundert Wörtern von "I", "my" oder "we" gesprochen`,
  secondPerson: (per100) => `nur ${commaDecimal(per100)}-mal in hundert Wörtern "you" oder "your" gesagt`,
  hosting: (phrases) =>
    `${phrases === 0 ? 'keine Wendung' : `nur ${count(phrases, 'Wendung', 'Wendungen')}`} gebraucht, mit der man ein Gespräch leitet`,
};
