import { speakerLabel } from '../speaker-label.ts';

/** Spanish: why a speaker was taken for the candidate. */
export const candidate = {
  label: speakerLabel,
  named: '{{label}} se indicó en la solicitud.',
  only: '{{label}} es la única que se oye ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    '{{label}} es la única que se oye ($t(terms.words, {"count": {{words}}})), pero se hacen $t(terms.questions, {"count": {{questions}}}), como si hablara más de una persona.',
  undecided:
    '{{label}} se eligió aunque nada distingue con claridad a las {{speakers}} voces: esta dijo el {{share, percent}} de las palabras.',
  facts: '{{label}} {{facts, list}}.',
  answers: 'dio {{given}} de $t(terms.answers, {"count": {{of}}}) a preguntas',
  questions: 'hizo solo {{asked}} de $t(terms.questions, {"count": {{of}}})',
  questionsNone: 'no hizo ninguna de $t(terms.questions, {"count": {{of}}})',
  words: 'dijo el {{share, percent}} de las palabras',
  contribution: 'dijo $t(terms.wordsInARow, {"count": {{words}}}) de media',
  firstPerson: 'dijo «I», «my» o «we» {{per100, decimal}} veces por cada cien palabras',
  secondPerson: 'dijo «you» o «your» solo {{per100, decimal}} veces por cada cien palabras',
  hosting: 'usó solo $t(terms.phrases, {"count": {{phrases}}}) de las que usa quien dirige una entrevista',
  hostingNone: 'no usó ninguna frase propia de quien dirige una entrevista',
};
