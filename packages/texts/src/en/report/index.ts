import { candidate } from './candidate.ts';
import { explanations } from './explanations.ts';
import { feedback } from './feedback.ts';
import { rated } from './rated.ts';
import { levels, recommendation } from './recommendation.ts';
import { sounds } from './sounds.ts';
import { accentParts, dimensions, quotes, terms } from './terms.ts';
import { missing, review, warnings } from './warnings.ts';

/**
 * Every sentence of a report in English; which are said, and in which order, the engine decides.
 *
 * What a translator has to keep: sentences speak of the speech and never of the person, nothing is called a fault, nobody is
 * compared with native speakers, and no sentence says whether somebody should be hired.
 */
export const reportCatalogue = {
  candidate,
  explanations,
  recommendation,
  levels,
  feedback,
  rated,
  warnings,
  missing,
  review,
  sounds,
  dimensions,
  accentParts,
  quotes,
  terms,
} as const;
