import type { EndpointStates } from '@vivavoce/contract';
import type { CircuitState, EndpointName } from '@vivavoce/engine';
import type { ModelSettings } from '@vivavoce/engine/endpoints';
import { Gauge, type Registry } from 'prom-client';

/** A worker's circuit breaker for an endpoint opened after failures, or closed again. */
export interface EndpointChange {
  readonly kind: 'endpoint';
  readonly endpoint: EndpointName;
  readonly state: CircuitState;
}

/** What is known of the endpoints that the operator named, from the workers beside this server. */
export interface EndpointMonitor {
  update(change: EndpointChange): void;
  /** How things stand; undefined where no endpoint is named. */
  states(): EndpointStates | undefined;
}

/** Watches the endpoints that are named, for health and metrics. Each counts as answering until a worker says otherwise. */
export function createEndpointMonitor(models: ModelSettings, registry: Registry): EndpointMonitor {
  const names = (['transcription', 'chat'] as const).filter((name) => models[name] !== null);
  const states = new Map<EndpointName, 'ok' | 'failing'>(names.map((name) => [name, 'ok']));
  if (names.length === 0) return { update: () => {}, states: () => undefined };
  const gauge = new Gauge({
    name: 'vivavoce_endpoint_up',
    help: 'Whether the endpoint answered when it was last asked: 0 while it is left alone after failures.',
    labelNames: ['endpoint'],
    registers: [registry],
  });
  const show = (): void => {
    for (const [endpoint, state] of states) gauge.set({ endpoint }, state === 'ok' ? 1 : 0);
  };
  show();
  return {
    update({ endpoint, state }) {
      states.set(endpoint, state === 'closed' ? 'ok' : 'failing');
      show();
    },
    states: () => Object.fromEntries(states),
  };
}
