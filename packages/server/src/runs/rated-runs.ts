/** What the engine made of runs that people rated as well. */
import type { Provenance, Scores } from '@vivavoce/contract';
import { isId } from '../ids.ts';
import type { Store } from '../store/store.ts';
import { resultOf } from './revise.ts';

/** A run with scores. */
interface ScoredRun {
  readonly id: string;
  /** Who was scored: the client's own name of the candidate, or the run where it has none. */
  readonly candidate: string;
  /** As the engine made them, before any calibration. */
  readonly scores: Scores;
  readonly provenance: Pick<Provenance, 'engineVersion' | 'models'>;
  /** Whether the engine's own models scored it: calibrations are made for these alone. */
  readonly isEnglish: boolean;
}

/** Results are decrypted and parsed this many at a time. */
const PAGE = 50;

/** Those of a client's runs that have a result, by id; ids of other runs are left out. */
export async function scoredRuns(
  store: Store,
  tenantId: string,
  runIds: readonly string[],
): Promise<Map<string, ScoredRun>> {
  const ids = [...new Set(runIds)].filter(isId);
  const found = new Map<string, ScoredRun>();
  for (let at = 0; at < ids.length; at += PAGE) {
    const rows = await store.db
      .selectFrom('runs')
      .select(['id', 'external_id', 'body'])
      .where('client_id', '=', tenantId)
      .where('id', 'in', ids.slice(at, at + PAGE))
      .where('status', 'in', ['success', 'partial'])
      .execute();
    for (const { id, external_id, body } of rows) {
      if (body === null) continue;
      const { scores, scoringMethod, analysis } = resultOf(store, id, body);
      found.set(id, {
        id,
        candidate: external_id ?? id,
        scores: analysis.provenance.calibration?.unadjusted ?? scores,
        provenance: analysis.provenance,
        isEnglish: scoringMethod === 'ml_hybrid',
      });
    }
  }
  return found;
}
