/** Spanish: why a speaker was taken for the candidate. */
export const candidate = {
  label: 'Voz {{number}}',
  named: '{{label}} se indicó en la petición.',
  only: '{{label}} es la única que se oye ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    '{{label}} es la única que se oye ($t(terms.words, {"count": {{words}}})), pero se hacen $t(terms.questions, {"count": {{questions}}}), como si hablara más de una persona.',
  undecided:
    '{{label}} se eligió aunque nada distingue con claridad las {{speakers}} voces: esta dijo el {{share, percent}} de las palabras.',
  facts: '{{label}} {{facts, list}}.',
  answers: 'dio {{given}} de $t(terms.answers, {"count": {{of}}}) a preguntas',
  questions: 'hizo solo {{asked}} de $t(terms.questions, {"count": {{of}}})',
  questionsNone: 'no hizo ninguna de $t(terms.questions, {"count": {{of}}})',
  words: 'dijo el {{share, percent}} de las palabras',
  contribution: 'dijo de media $t(terms.wordsInARow, {"count": {{words}}})',
  firstPerson: 'dijo "I", "my" o "we" {{per100, decimal}} veces por cien palabras',
  secondPerson: 'dijo "you" o "your" solo {{per100, decimal}} veces por cien palabras',
  hosting: 'usó solo $t(terms.phrases, {"count": {{phrases}}}) de quien dirige una entrevista',
  hostingNone: 'no usó ninguna frase de quien dirige una entrevista',
};
