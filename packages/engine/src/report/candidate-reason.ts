/** The one sentence that says why a speaker was taken for the candidate. */
import type { CandidateFact, CandidateReason } from '../candidate/reason.ts';
import type { CandidateChoice, Catalogue } from './catalogue.ts';
import { ENGLISH } from './en/english.ts';

/** Tells the reason. */
export function describeReason(
  speaker: number,
  reason: CandidateReason,
  { candidate: say }: Catalogue = ENGLISH,
): string {
  const label = say.label(speaker);
  switch (reason.kind) {
    case 'named':
      return say.named(label);
    case 'only':
      return reason.questions === null
        ? say.only(label, reason.words)
        : say.onlyMixed(label, reason.words, reason.questions);
    case 'undecided':
      return say.undecided(label, reason.speakers, reason.share);
    case 'facts':
      return say.facts(
        label,
        reason.facts.map((fact) => clauseOf(fact, say)),
      );
  }
}

function clauseOf(fact: CandidateFact, say: CandidateChoice): string {
  switch (fact.kind) {
    case 'answers':
      return say.answers(fact.given, fact.of);
    case 'questions':
      return say.questions(fact.asked, fact.of);
    case 'words':
      return say.words(fact.share);
    case 'contribution':
      return say.contribution(fact.words);
    case 'firstPerson':
      return say.firstPerson(fact.per100);
    case 'secondPerson':
      return say.secondPerson(fact.per100);
    case 'hosting':
      return say.hosting(fact.phrases);
  }
}
