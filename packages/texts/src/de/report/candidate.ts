import { speakerLabel } from '../speaker-label.ts';

/** German: why a speaker was taken for the candidate. */
export const candidate = {
  label: speakerLabel,
  named: '{{label}} wurde in der Anfrage angegeben.',
  only: 'Nur {{label}} ist zu hören ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    'Nur {{label}} ist zu hören ($t(terms.words, {"count": {{words}}})), aber es werden $t(terms.questions, {"count": {{questions}}}) gestellt, als ob mehr als eine Person spräche.',
  undecided:
    '{{label}} wurde gewählt, obwohl nichts die {{speakers}} Stimmen deutlich unterscheidet: Auf diese entfallen {{share, percent}} der Wörter.',
  facts: '{{label}} hat {{facts, list}}.',
  answers: '{{given}} von $t(terms.answers, {"count": {{of}}}) auf Fragen gegeben',
  questions: 'nur {{asked}} von $t(terms.questions, {"count": {{of}}}) gestellt',
  questionsNone: 'keine von $t(terms.questions, {"count": {{of}}}) gestellt',
  words: '{{share, percent}} der Wörter gesprochen',
  contribution: 'im Durchschnitt $t(terms.words, {"count": {{words}}}) am Stück gesprochen',
  firstPerson: '{{per100, decimal}}-mal pro hundert Wörter „I“, „my“ oder „we“ gesagt',
  secondPerson: 'nur {{per100, decimal}}-mal pro hundert Wörter „you“ oder „your“ gesagt',
  hosting:
    'nur $t(terms.phrases, {"count": {{phrases}}}) verwendet, wie man sie beim Leiten eines Gesprächs braucht',
  hostingNone: 'keine Wendung verwendet, wie man sie beim Leiten eines Gesprächs braucht',
};
