/**
 * Keeps an endpoint that fails from being called by every run at once (Nygard 2007, "Release It!"): after some failures in a row
 * the circuit opens for a while, then a single request tests whether the endpoint is back.
 */
import {
  CircuitState as BreakerState,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel';

/** Whether requests are sent to an endpoint. */
export type CircuitState = 'closed' | 'open';

/** When a circuit opens, and for how long. */
export interface CircuitOptions {
  /** Failures in a row. */
  readonly failures: number;
  readonly openMs: number;
  /** Called on every change. */
  readonly onChange: (state: CircuitState) => void;
}

/** The result of a request, as far as the circuit is concerned. */
export interface CircuitResult {
  /** Whether the endpoint was unreachable, too slow or failed itself; a refusal is no failure. */
  readonly isFailure: boolean;
}

/** The circuit of one endpoint. */
export class Circuit {
  readonly #breaker: CircuitBreakerPolicy;
  readonly #openMs: number;
  #openUntil = 0;

  constructor({ failures, openMs, onChange }: CircuitOptions) {
    this.#openMs = openMs;
    this.#breaker = circuitBreaker(
      handleWhenResult((result) => (result as CircuitResult).isFailure),
      { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(failures) },
    );
    let state: CircuitState = 'closed';
    const change = (next: CircuitState) => {
      if (state === next) return;
      state = next;
      onChange(next);
    };
    this.#breaker.onBreak(() => {
      this.#openUntil = Date.now() + openMs;
      change('open');
    });
    this.#breaker.onReset(() => change('closed'));
  }

  /** How long to wait before the next request, ms; 0 when it may be sent, as the only one while the endpoint is being tested. */
  waitMs(): number {
    // cockatiel would make other requests wait for the end of the test, deaf to their own signals.
    if (this.#breaker.state === BreakerState.HalfOpen) return this.#openMs / 10;
    return this.#breaker.state === BreakerState.Open ? Math.max(0, this.#openUntil - Date.now()) : 0;
  }

  /**
   * Sends a request when `waitMs` is 0.
   * @throws whatever the request throws; a request that was aborted says nothing about the endpoint.
   */
  async send<Result extends CircuitResult>(request: () => Promise<Result>): Promise<Result> {
    let aborted: { readonly error: unknown } | undefined;
    const result = await this.#breaker.execute(async () => {
      try {
        return await request();
      } catch (error) {
        // cockatiel takes an error in the test of an endpoint for a success; the circuit has to stay open instead.
        if (this.#breaker.state !== BreakerState.HalfOpen) throw error;
        aborted = { error };
        return { isFailure: true } as Result;
      }
    });
    if (aborted !== undefined) throw aborted.error;
    return result;
  }
}
