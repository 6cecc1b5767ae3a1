/** The one sentence that says why a speaker was taken for the candidate. */
import type { CandidateFact, CandidateReason } from '@vivavoce/contract';
import { type ReportTexts, reportTexts } from '@vivavoce/texts/report';

/** What people call a speaker; the first has number 0. */
export function speakerLabel(speaker: number, t: ReportTexts = reportTexts('en')): string {
  return t('candidate.label', { number: speaker + 1 });
}

/** Writes the reason. */
export function describeReason(
  speaker: number,
  reason: CandidateReason,
  t: ReportTexts = reportTexts('en'),
): string {
  const label = speakerLabel(speaker, t);
  switch (reason.kind) {
    case 'named':
      return t('candidate.named', { label });
    case 'only':
      return reason.questions === null
        ? t('candidate.only', { label, words: reason.words })
        : t('candidate.onlyMixed', { label, words: reason.words, questions: reason.questions });
    case 'undecided':
      return t('candidate.undecided', { label, speakers: reason.speakers, share: reason.share });
    case 'facts':
      return t('candidate.facts', { label, facts: reason.facts.map((fact) => clauseOf(fact, t)) });
  }
}

function clauseOf(fact: CandidateFact, t: ReportTexts): string {
  switch (fact.kind) {
    case 'answers':
      return t('candidate.answers', { given: fact.given, of: fact.of });
    case 'questions':
      return fact.asked === 0
        ? t('candidate.questionsNone', { of: fact.of })
        : t('candidate.questions', { asked: fact.asked, of: fact.of });
    case 'words':
      return t('candidate.words', { share: fact.share });
    case 'contribution':
      return t('candidate.contribution', { words: Math.round(fact.words) });
    case 'firstPerson':
      return t('candidate.firstPerson', { per100: fact.per100 });
    case 'secondPerson':
      return t('candidate.secondPerson', { per100: fact.per100 });
    case 'hosting':
      return fact.phrases === 0
        ? t('candidate.hostingNone')
        : t('candidate.hosting', { phrases: fact.phrases });
  }
}
