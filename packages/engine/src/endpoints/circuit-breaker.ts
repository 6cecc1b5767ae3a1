/**
 * Keeps an endpoint that fails from being asked by every run at once (Nygard 2007, "Release It!"): after some failures in a row it
 * is left alone for a while, then one request tries whether it is back.
 */

/** Whether an endpoint is asked. */
export type CircuitState = 'closed' | 'open';

/** When a breaker opens, and for how long. */
export interface CircuitOptions {
  /** Failures in a row. */
  readonly failures: number;
  readonly openMs: number;
  /** Told of every change. */
  readonly onChange: (state: CircuitState) => void;
  /** What time it is, ms. */
  readonly now: () => number;
}

/** The breaker of one endpoint. */
export class CircuitBreaker {
  readonly #options: CircuitOptions;
  #failures = 0;
  #openUntil: number | null = null;
  #isTrying = false;

  constructor(options: CircuitOptions) {
    this.#options = options;
  }

  /** How long to wait before the next request, ms; at 0 it may go, and is the only one where the endpoint has failed. */
  waitMs(): number {
    if (this.#openUntil === null) return 0;
    const leftMs = this.#openUntil - this.#options.now();
    if (leftMs > 0) return leftMs;
    if (this.#isTrying) return this.#options.openMs / 10;
    this.#isTrying = true;
    return 0;
  }

  /** A request was answered, be it with a refusal: somebody is there. */
  succeeded(): void {
    this.#failures = 0;
    this.#isTrying = false;
    if (this.#openUntil === null) return;
    this.#openUntil = null;
    this.#options.onChange('closed');
  }

  /** Nobody answered, or with a failure of its own. */
  failed(): void {
    this.#isTrying = false;
    this.#failures += 1;
    if (this.#failures < this.#options.failures) return;
    const wasOpen = this.#openUntil !== null;
    this.#openUntil = this.#options.now() + this.#options.openMs;
    if (!wasOpen) this.#options.onChange('open');
  }

  /** A request was given up before its end: it says nothing about the endpoint. */
  abandoned(): void {
    this.#isTrying = false;
  }
}
