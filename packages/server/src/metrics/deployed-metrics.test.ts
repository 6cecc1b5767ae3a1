import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { SHIPPED_MODELS } from '@vivavoce/engine/endpoints';
import { openTestStore } from '../testing/test-store.ts';
import { createEndpointMonitor } from './endpoint-monitor.ts';
import { createMetrics } from './metrics.ts';
import { addStoreGauges } from './store-gauges.ts';

const CHART = new URL('../../../../deploy/helm/vivavoce/', import.meta.url);
/** What names metrics: alerts, the dashboard, and the autoscaling of workers. */
const FILES = ['files/rules.yaml', 'files/dashboard.json', 'templates/worker-autoscaling.yaml'];

/** The names in an exposition, with those of each histogram's series. */
function namesIn(exposition: string): Set<string> {
  const types = exposition.matchAll(/^# TYPE (\S+) (\S+)$/gm);
  return new Set(
    [...types].flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

it('alerts, dashboard and autoscaling of the Helm chart name metrics that exist, and labels that they have', async (t) => {
  const store = await openTestStore(t);
  const metrics = createMetrics();
  addStoreGauges(metrics.registry, store);
  const endpoint = { url: 'http://127.0.0.1:9/v1', key: null, model: 'any' };
  createEndpointMonitor({ ...SHIPPED_MODELS, chat: endpoint }, metrics.registry);
  metrics.observeRequest('GET', '/', 200, 1);
  const run = { runId: '', startedAt: 0, elapsedMs: 1, durationMs: 1 };
  metrics.observeRun({
    ...run,
    outcome: 'success',
    code: null,
    stages: [{ stage: 'words', fromMs: 0, toMs: 1 }],
  });
  const exposition = await metrics.registry.metrics();
  const known = namesIn(exposition);
  for (const file of FILES) {
    const text = readFileSync(new URL(file, CHART), 'utf8');
    const named = new Set([...text.matchAll(/\bvivavoce_[a-z_]+/g)].map(([name]) => name));
    assert.ok(named.size > 0, file);
    assert.deepEqual(
      [...named].filter((name) => !known.has(name)),
      [],
      file,
    );
  }
  for (const label of ['status', 'outcome', 'code', 'stage', 'route', 'endpoint', 'le']) {
    assert.match(exposition, new RegExp(`[{,]${label}="`), label);
  }
});
