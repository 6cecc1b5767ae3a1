/** German: why a speaker was taken for the candidate. */
export const candidate = {
  label: 'Stimme {{number}}',
  named: '{{label}} wurde bei der Anfrage benannt.',
  only: 'Nur {{label}} ist zu hören ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    'Nur {{label}} ist zu hören ($t(terms.words, {"count": {{words}}})), aber es werden $t(terms.questions, {"count": {{questions}}}) gestellt, als spräche mehr als ein Mensch.',
  undecided:
    '{{label}} wurde gewählt, obwohl nichts die {{speakers}} Stimmen deutlich unterscheidet: Auf diese entfallen {{share, percent}} der Wörter.',
  facts: '{{label}} hat {{facts, list}}.',
  answers: '{{given}} von $t(terms.answers, {"count": {{of}}}) auf Fragen gegeben',
  questions: 'nur {{asked}} von $t(terms.questions, {"count": {{of}}}) gestellt',
  questionsNone: 'keine von $t(terms.questions, {"count": {{of}}}) gestellt',
  words: '{{share, percent}} der Wörter gesprochen',
  contribution: 'im Mittel $t(terms.words, {"count": {{words}}}) am Stück gesprochen',
  firstPerson: '{{per100, decimal}}-mal in hundert Wörtern von "I", "my" oder "we" gesprochen',
  secondPerson: 'nur {{per100, decimal}}-mal in hundert Wörtern "you" oder "your" gesagt',
  hosting: 'nur $t(terms.phrases, {"count": {{phrases}}}) gebraucht, mit der man ein Gespräch leitet',
  hostingNone: 'keine Wendung gebraucht, mit der man ein Gespräch leitet',
};
