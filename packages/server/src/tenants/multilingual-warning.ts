import { type ModelSettings, missingForOtherLanguages } from '@vivavoce/engine/endpoints';

/**
 * What an operator is told who lets a client submit other languages while no models for them are named: its submits will be
 * refused. Null where there is nothing to tell.
 */
export function multilingualWarning(multilingual: boolean | undefined, models: ModelSettings): string | null {
  const missing = missingForOtherLanguages(models);
  if (!multilingual || missing.length === 0) return null;
  return `The client may submit other languages than English, but none can be scored yet: set ${missing.join(', ')} (docs/languages.md)`;
}
