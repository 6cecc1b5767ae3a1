import { speakerLabel } from '../speaker-label.ts';

/** Why a speaker was taken for the candidate. */
export const candidate = {
  label: speakerLabel,
  named: '{{label}} was named by the caller.',
  only: '{{label}} is the only speaker heard ($t(terms.words, {"count": {{words}}})).',
  onlyMixed:
    '{{label}} is the only speaker heard ($t(terms.words, {"count": {{words}}})), but $t(terms.questions, {"count": {{questions}}}) were asked, as if more than one person were speaking.',
  undecided:
    '{{label}} was chosen although nothing sets the {{speakers}} speakers clearly apart: this one spoke {{share, percent}} of the words.',
  /** Of one to three of the clauses below. */
  facts: '{{label}} {{facts, list}}.',
  answers: 'gave {{given}} of the $t(terms.answers, {"count": {{of}}}) to questions',
  questions: 'asked only {{asked}} of the $t(terms.questions, {"count": {{of}}})',
  questionsNone: 'asked none of the $t(terms.questions, {"count": {{of}}})',
  words: 'spoke {{share, percent}} of the words',
  contribution: 'spoke $t(terms.words, {"count": {{words}}}) at a time on average',
  firstPerson: 'spoke of "I", "my" or "we" {{per100, decimal}} times in a hundred words',
  secondPerson: 'said "you" or "your" only {{per100, decimal}} times in a hundred words',
  hosting: 'used only $t(terms.phrases, {"count": {{phrases}}}) of somebody who leads an interview',
  hostingNone: 'used no phrase of somebody who leads an interview',
} as const;
