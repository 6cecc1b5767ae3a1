import type { ReportCatalogue } from '../../catalogues.ts';
import { candidate } from './candidate.ts';
import { explanations } from './explanations.ts';
import { feedback } from './feedback.ts';
import { rated } from './rated.ts';
import { levels, recommendation } from './recommendation.ts';
import { sounds } from './sounds.ts';
import { accentParts, dimensions, quotes, terms } from './terms.ts';
import { missing, review, warnings } from './warnings.ts';

/** The sentences of a report in Spanish. */
export const reportCatalogue: ReportCatalogue = {
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
};
