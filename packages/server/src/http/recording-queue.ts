import { ServiceError } from '../service-error.ts';

/** As many recordings of one tenant wait at once; one more is refused. */
const MOST_WAITING_OF_TENANT = 32;
/** As many recordings wait at once over all tenants. */
const MOST_WAITING = 128;
const RETRY_SECONDS = 10;
/** A tenant's use counts half as much after so long, ms. */
const HALF_LIFE_MS = 60_000;

interface Waiting {
  readonly tenantId: string;
  readonly start: () => void;
}

/** What a tenant has had. */
interface Share {
  /** Recordings that are being worked on. */
  running: number;
  /** Time of work, ms, older use counting less. */
  usedMs: number;
  /** When `usedMs` was brought up to date, ms. */
  asOf: number;
}

/** How many recordings are worked on at once. */
export interface RecordingPlaces {
  readonly places: number;
  /** Those of one tenant; all but one by default. */
  readonly placesOfTenant?: number;
}

/**
 * Shares work on submitted recordings among tenants, decoding, which takes a core each, or fetching: whoever had least of it
 * lately comes first, and no tenant has all places. What waits is bounded.
 */
export class RecordingQueue {
  readonly #places: number;
  readonly #placesOfTenant: number;
  readonly #now: () => number;
  readonly #shares = new Map<string, Share>();
  #waiting: Waiting[] = [];
  #running = 0;

  /** @param now the time, ms */
  constructor(
    { places, placesOfTenant = Math.max(1, places - 1) }: RecordingPlaces,
    now: () => number = () => performance.now(),
  ) {
    this.#places = places;
    this.#placesOfTenant = placesOfTenant;
    this.#now = now;
  }

  /**
   * Works when it is the tenant's turn.
   * @param signal gives up the place, and has to end the work.
   * @throws ServiceError RATE_LIMIT_EXCEEDED where the tenant has too many waiting, SERVICE_WARMING_UP where all have; the
   * signal's reason; whatever the work throws.
   */
  async run<Result>(tenantId: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(tenantId, signal);
    const share = this.#shareOf(tenantId);
    const startedAt = this.#now();
    try {
      return await work();
    } finally {
      this.#refresh(share);
      share.usedMs += this.#now() - startedAt;
      share.running--;
      this.#running--;
      this.#next();
    }
  }

  #turn(tenantId: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#requireRoom(tenantId);
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting);
        reject(signal.reason);
      };
      const start = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting = { tenantId, start };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
      this.#next();
    });
  }

  #requireRoom(tenantId: string): void {
    const own = this.#waiting.filter((waiting) => waiting.tenantId === tenantId).length;
    const retry = { retryAfterSeconds: RETRY_SECONDS };
    if (own >= MOST_WAITING_OF_TENANT) {
      const message = `${own} of your recordings are waiting to be checked: send the next ones when these are accepted`;
      throw new ServiceError('RATE_LIMIT_EXCEEDED', message, retry);
    }
    if (this.#waiting.length >= MOST_WAITING) {
      const message = 'Too many recordings are waiting to be checked: try again';
      throw new ServiceError('SERVICE_WARMING_UP', message, retry);
    }
  }

  /** Starts what may start. */
  #next(): void {
    while (this.#running < this.#places) {
      const next = this.#choose();
      if (next === null) return;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#shareOf(next.tenantId).running++;
      this.#running++;
      next.start();
    }
  }

  /** The first of the tenant that had least, among those with a place left. */
  #choose(): Waiting | null {
    let chosen: Waiting | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const waiting of this.#waiting) {
      const share = this.#shareOf(waiting.tenantId);
      this.#refresh(share);
      // A recording that is being worked on counts as one of a minute.
      const had = share.usedMs + share.running * HALF_LIFE_MS;
      if (share.running >= this.#placesOfTenant || had >= least) continue;
      [chosen, least] = [waiting, had];
    }
    return chosen;
  }

  #shareOf(tenantId: string): Share {
    const known = this.#shares.get(tenantId);
    if (known) return known;
    this.#forgetIdle();
    const share = { running: 0, usedMs: 0, asOf: this.#now() };
    this.#shares.set(tenantId, share);
    return share;
  }

  #refresh(share: Share): void {
    const now = this.#now();
    share.usedMs *= 0.5 ** ((now - share.asOf) / HALF_LIFE_MS);
    share.asOf = now;
  }

  /** Tenants whose use has worn off are as good as new ones. */
  #forgetIdle(): void {
    for (const [tenantId, share] of this.#shares) {
      this.#refresh(share);
      const isWaiting = this.#waiting.some((waiting) => waiting.tenantId === tenantId);
      if (share.running === 0 && share.usedMs < 1 && !isWaiting) this.#shares.delete(tenantId);
    }
  }
}
