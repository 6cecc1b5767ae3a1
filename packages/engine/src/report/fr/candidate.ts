/** Why a speaker was taken for the candidate, in French. */
import type { CandidateChoice } from '../catalogue.ts';
import { commaDecimal, count } from '../continental-figures.ts';
import { percent } from '../figures.ts';
import { listed } from './explanations.ts';

const onlySpeaker = (label: string, words: number) =>
  `${label} est la seule que l'on entend (${count(words, 'mot', 'mots')})`;

/** The sentences in French. */
export const candidateChoice: CandidateChoice = {
  label: (speaker) => `Voix ${speaker + 1}`,
  named: (label) => `${label} a été désignée dans la demande.`,
  only: (label, words) => `${onlySpeaker(label, words)}.`,
  onlyMixed: (label, words, asked) =>
    `${onlySpeaker(label, words)}, mais ${count(asked, 'question est posée', 'questions sont posées')}, comme si plus d'une personne parlait.`,
  undecided: (label, speakers, share) =>
    `${label} a été choisie bien que rien ne distingue nettement les ${speakers} voix : elle a dit ${percent(share)}% des mots.`,
  facts: (label, clauses) => `${label} ${listed(clauses)}.`,
  answers: (given, of) => `a donné ${count(given, 'réponse', 'réponses')} aux questions sur ${of}`,
  questions: (asked, of) =>
    `${asked === 0 ? "n'a posé aucune question" : `n'a posé que ${count(asked, 'question', 'questions')}`} sur ${of}`,
  words: (share) => `a dit ${percent(share)}% des mots`,
  contribution: (words) => `a dit ${count(words, 'mot', 'mots')} d'affilée en moyenne`,
  firstPerson: (per100) => `a dit "I", "my" ou "we" ${commaDecimal(per100)} fois pour cent mots`,
  secondPerson: (per100) => `n'a dit "you" ou "your" que ${commaDecimal(per100)} fois pour cent mots`,
  hosting: (phrases) =>
    `${phrases === 0 ? "n'a employé aucune formule" : `n'a employé que ${count(phrases, 'formule', 'formules')}`} de qui mène un entretien`,
};
