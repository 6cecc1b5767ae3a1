import { speakerLabel } from '../speaker-label.ts';

/** French: why a speaker was taken for the candidate. */
export const candidate = {
  label: speakerLabel,
  named: '{{label}} a été désignée dans la demande.',
  only: '{{label}} est la seule que l’on entend ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    '{{label}} est la seule que l’on entend ($t(terms.words, {"count": {{words}}})), mais $t(terms.questionsAreAsked, {"count": {{questions}}}), comme si plus d’une personne parlait.',
  undecided:
    '{{label}} a été choisie bien que rien ne distingue nettement les {{speakers}} voix : elle a prononcé {{share, percent}} des mots.',
  facts: '{{label}} {{facts, list}}.',
  answers: 'a donné $t(terms.answers, {"count": {{given}}}) sur {{of}} aux questions posées',
  questions: 'n’a posé que $t(terms.questions, {"count": {{asked}}}) sur {{of}}',
  questionsNone: 'n’a posé aucune question sur {{of}}',
  words: 'a prononcé {{share, percent}} des mots',
  contribution: 'a dit $t(terms.words, {"count": {{words}}}) d’affilée en moyenne',
  firstPerson: 'a dit « I », « my » ou « we » {{per100, decimal}} fois pour cent mots',
  secondPerson: 'n’a dit « you » ou « your » que {{per100, decimal}} fois pour cent mots',
  hosting: 'n’a employé que $t(terms.phrases, {"count": {{phrases}}}) comme en emploie qui mène un entretien',
  hostingNone: 'n’a employé aucune formule propre à qui mène un entretien',
};
