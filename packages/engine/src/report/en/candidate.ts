/** Why a speaker was taken for the candidate. */
import type { CandidateChoice } from '../catalogue.ts';
import { decimal, percent } from '../figures.ts';
import { count, listed } from './explanations.ts';

/** The sentences in English. */
export const candidateChoice: CandidateChoice = {
  label: (speaker) => `Speaker ${speaker + 1}`,
  named: (label) => `${label} was named by the caller.`,
  only: (label, words) => `${label} is the only speaker heard (${count(words, 'word')}).`,
  onlyMixed: (label, words, questions) =>
    `${label} is the only speaker heard (${count(words, 'word')}), but ${count(questions, 'question')} were asked, as if more than one person were speaking.`,
  undecided: (label, speakers, share) =>
    `${label} was chosen although nothing sets the ${speakers} speakers clearly apart: this one spoke ${percent(share)}% of the words.`,
  facts: (label, clauses) => `${label} ${listed(clauses)}.`,
  answers: (given, of) => `gave ${given} of the ${count(of, 'answer')} to questions`,
  questions: (asked, of) =>
    `${asked === 0 ? 'asked none' : `asked only ${asked}`} of the ${count(of, 'question')}`,
  words: (share) => `spoke ${percent(share)}% of the words`,
  contribution: (words) => `spoke ${count(words, 'word')} at a time on average`,
  firstPerson: (per100) => `spoke of "I", "my" or "we" ${decimal(per100)} times in a hundred words`,
  secondPerson: (per100) => `said "you" or "your" only ${decimal(per100)} times in a hundred words`,
  hosting: (phrases) =>
    `used ${phrases === 0 ? 'no phrase' : `only ${count(phrases, 'phrase')}`} of somebody who leads an interview`,
};
