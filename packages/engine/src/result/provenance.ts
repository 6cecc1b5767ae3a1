import { createHash } from 'node:crypto';
import type { Provenance } from '@vivavoce/contract';
import engine from '../../package.json' with { type: 'json' };
import type { ModelChecksum } from '../models/checksums.ts';

/** What the caller asked for, as far as a score can depend on it. */
export interface AnalysisRequest {
  /** ISO 639-1. */
  readonly language: string;
  readonly candidate?: string | undefined;
  readonly expectedSpeakers?: number | undefined;
  /** How much accent counted in the overall score, 0 to 1. */
  readonly accentWeight: number;
}

/** What produced a result: with the same recording and provenance the scores are the same. */
export function provenanceOf(models: readonly ModelChecksum[], request: AnalysisRequest): Provenance {
  const { language, candidate = null, expectedSpeakers = null, accentWeight } = request;
  const configuration = JSON.stringify({ language, candidate, expectedSpeakers, accentWeight });
  return {
    engineVersion: engine.version,
    models: models.map(({ name, sha256 }) => ({ name, sha256 })),
    accentWeight,
    configurationDigest: createHash('sha256').update(configuration).digest('hex'),
  };
}
