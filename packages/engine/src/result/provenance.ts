import { createHash } from 'node:crypto';
import type { AnalysisRequest, Provenance } from '@vivavoce/contract';
import engine from '../../package.json' with { type: 'json' };
import type { ModelChecksum } from '../models/checksums.ts';
import { FIRST_SEED, SAMPLES } from '../rubric/rate-by-rubric.ts';
import { INSTRUCTIONS_SHA256 } from '../rubric/rubric.ts';

/** A request with the weight of accent known: what a score depends on, and the language of the report. */
export type ScoredRequest = AnalysisRequest & { readonly accentWeight: number };

/**
 * What produced a result: with the same recording and provenance the scores are the same.
 * @param models that had a part in it; a recording that was scored again later can have two of one name.
 */
export function provenanceOf(models: readonly ModelChecksum[], request: ScoredRequest): Provenance {
  const { language, candidate = null, expectedSpeakers = null, accommodation, accentWeight } = request;
  // Left out when false, so that digests stay what they were before there were accommodations.
  const configuration = JSON.stringify({
    language,
    candidate,
    expectedSpeakers,
    accentWeight,
    accommodation: accommodation || undefined,
  });
  const byChecksum = new Map(models.map((model) => [model.name + model.sha256, model]));
  return {
    engineVersion: engine.version,
    models: [...byChecksum.values()],
    accentWeight,
    configurationDigest: createHash('sha256').update(configuration).digest('hex'),
  };
}

/** The models behind endpoints that had a part in a result; nothing where all ran inside. */
export function endpointsOf(
  transcriber: string | undefined,
  rater: string | undefined,
): Pick<Provenance, 'endpoints'> {
  const endpoints: NonNullable<Provenance['endpoints']> = [];
  if (transcriber !== undefined) endpoints.push({ stage: 'words', model: transcriber });
  if (rater !== undefined) {
    const asked = { promptSha256: INSTRUCTIONS_SHA256, samples: SAMPLES, seed: FIRST_SEED };
    endpoints.push({ stage: 'scores', model: rater, ...asked });
  }
  return endpoints.length === 0 ? {} : { endpoints };
}
