/** The one place where the language and an accommodation decide how a recording is analysed. */
import { isShippedLanguage } from '../endpoints/shipped-languages.ts';
import type { ScoredRequest } from '../result/provenance.ts';
import { englishMode } from './english.ts';
import type { Mode } from './mode.ts';
import { rubricMode } from './rubric.ts';
import { transcriptOnlyMode } from './transcript-only.ts';

/** The mode of a request. */
export function chooseMode({
  language,
  accommodation,
}: Pick<ScoredRequest, 'language' | 'accommodation'>): Mode {
  const mode = isShippedLanguage(language) ? englishMode : rubricMode;
  return accommodation ? transcriptOnlyMode(mode) : mode;
}
