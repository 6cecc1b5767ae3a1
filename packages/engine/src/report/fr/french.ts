import type { Catalogue } from '../catalogue.ts';
import { candidateChoice } from './candidate.ts';
import { explanations } from './explanations.ts';
import { feedback } from './feedback.ts';
import { ratedSpeech } from './rated-speech.ts';
import { recommendation } from './recommendation.ts';
import { missingReasons, missingUnexplained, reviewClauses, warningMessages } from './warnings.ts';

/** The sentences of a report in French. */
export const FRENCH: Catalogue = {
  candidate: candidateChoice,
  explanations,
  recommendation,
  feedback,
  rated: ratedSpeech,
  warnings: warningMessages,
  missingReasons,
  missingUnexplained,
  review: reviewClauses,
};
