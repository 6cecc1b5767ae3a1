import type { MeasuredAnswer } from '../answers/describe-answers.ts';
import { findAnswers } from '../answers/find-answers.ts';
import type { MeasuredCandidate, ScoringContext } from './mode.ts';

/** The interview question by question, each answer measured as if it were all that was said. */
export function measureAnswers(
  { storedAnalysis, candidate, measures }: MeasuredCandidate,
  context: ScoringContext,
): MeasuredAnswer[] {
  const { mode } = context;
  const { segments, turns, parts } = storedAnalysis;
  return findAnswers({ segments, turns, parts, candidate: candidate.speaker }).map((answer) => {
    const alone = { ...storedAnalysis, segments: answer.segments, turns: answer.turns, pitchRanges: [] };
    // The language of a few words says little: that of the whole interview holds.
    const own = { ...mode.measure(alone, candidate, context), language: measures.language };
    const scores = mode.scoreAnswer?.({ storedAnalysis: alone, candidate, measures: own }, context) ?? null;
    return { answer, measures: own, scores };
  });
}
