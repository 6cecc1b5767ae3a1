/** Measures time with interruptions by the clock: timers of tabs in the background fire late. */
export class Stopwatch {
  #beforeMs = 0;
  #startedAt: number | null = null;
  readonly #now: () => number;

  /** @param now the clock, ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Measured so far, ms. */
  elapsedMs(): number {
    return this.#beforeMs + (this.#startedAt === null ? 0 : this.#now() - this.#startedAt);
  }

  /** Goes on; nothing changes while it runs. */
  start(): void {
    this.#startedAt ??= this.#now();
  }

  /** Stops, to go on later or not. */
  stop(): void {
    this.#beforeMs = this.elapsedMs();
    this.#startedAt = null;
  }

  /** Begins at zero, stopped. */
  reset(): void {
    this.#beforeMs = 0;
    this.#startedAt = null;
  }
}
