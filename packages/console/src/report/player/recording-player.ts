import type { Span } from '../scored-run.ts';

/** Context played before and after a passage, ms. */
const LEAD_IN_MS = 350;
const LEAD_OUT_MS = 450;
/** How far the arrow keys skip, ms. */
export const SKIP_MS = 5000;

/** A passage to play, and what it is evidence of. */
export interface Passage extends Span {
  readonly label: string;
}

/** The state of a player; immutable. */
export interface PlayerState {
  readonly isPlaying: boolean;
  /** The recording was erased, or the browser cannot play it. */
  readonly isUnavailable: boolean;
  /** The passage that is playing; null for the whole recording. */
  readonly passage: Passage | null;
  readonly rate: number;
}

/** Plays a recording as a whole or passage by passage. State and time have separate listeners. */
export class RecordingPlayer {
  readonly audio = new Audio();
  #state: PlayerState = { isPlaying: false, isUnavailable: false, passage: null, rate: 1 };
  #queue: Passage[] = [];
  #animationFrame = 0;
  readonly #stateListeners = new Set<() => void>();
  readonly #timeListeners = new Set<() => void>();

  /** @param url null when there is no recording: the player is unavailable. */
  constructor(url: string | null) {
    this.audio.preload = 'metadata';
    if (url === null) this.#change({ isUnavailable: true });
    else this.audio.src = url;
    this.audio.addEventListener('play', this.#onPlay);
    this.audio.addEventListener('pause', this.#onPause);
    this.audio.addEventListener('seeked', this.#notifyTime);
    this.audio.addEventListener('timeupdate', this.#notifyTime);
    this.audio.addEventListener('error', () => this.#change({ isUnavailable: true, isPlaying: false }));
  }

  /** The state of the player. */
  readonly state = (): PlayerState => this.#state;
  /** The playback position, ms. */
  readonly timeMs = (): number => Math.round(this.audio.currentTime * 1000);

  /** Subscribes to the state. @returns a function that unsubscribes. */
  readonly onState = (listener: () => void): (() => void) => subscribe(this.#stateListeners, listener);
  /** Subscribes to the playback position. @returns a function that unsubscribes. */
  readonly onTime = (listener: () => void): (() => void) => subscribe(this.#timeListeners, listener);

  /** Shows and plays passages in a row, each with some context around it. */
  play(passages: readonly Passage[]): void {
    const [first, ...queue] = passages;
    if (!first) return;
    this.#queue = queue;
    this.#change({ passage: first });
    // Without sound, the words are shown all the same.
    if (this.#state.isUnavailable) return;
    this.audio.currentTime = Math.max(0, first.startMs - LEAD_IN_MS) / 1000;
    void this.#start();
  }

  /** Plays to the end, or pauses. */
  toggle(): void {
    if (this.#state.isPlaying) {
      this.audio.pause();
      return;
    }
    this.#clearQueue();
    void this.#start();
  }

  /** Seeks and plays. */
  playFrom(ms: number): void {
    this.seek(ms);
    void this.#start();
  }

  /** Seeks. */
  seek(ms: number): void {
    this.#clearQueue();
    this.audio.currentTime = Math.max(0, ms) / 1000;
  }

  /** Changes the speed; the pitch stays. */
  setRate(rate: number): void {
    this.audio.playbackRate = rate;
    this.#change({ rate });
  }

  /** Stops, and releases the recording. */
  close(): void {
    cancelAnimationFrame(this.#animationFrame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
  }

  async #start(): Promise<void> {
    try {
      await this.audio.play();
    } catch (error) {
      // Pausing before playback has begun is not an error.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#change({ isUnavailable: this.audio.error !== null, isPlaying: false });
    }
  }

  #clearQueue(): void {
    this.#queue = [];
    if (this.#state.passage) this.#change({ passage: null });
  }

  readonly #onPlay = (): void => {
    this.#change({ isPlaying: true });
    this.#trackTime();
  };

  readonly #onPause = (): void => {
    cancelAnimationFrame(this.#animationFrame);
    this.#change({ isPlaying: false });
    this.#notifyTime();
  };

  /** Every frame while playing: `timeupdate` fires four times a second, too rarely for words. */
  readonly #trackTime = (): void => {
    this.#advanceQueue();
    this.#notifyTime();
    if (!this.audio.paused) this.#animationFrame = requestAnimationFrame(this.#trackTime);
  };

  #advanceQueue(): void {
    const { passage } = this.#state;
    if (!passage || this.timeMs() < passage.endMs + LEAD_OUT_MS) return;
    if (this.#queue.length > 0) {
      this.play(this.#queue);
      return;
    }
    this.audio.pause();
    this.#change({ passage: null });
  }

  #change(changes: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#stateListeners) listener();
  }

  readonly #notifyTime = (): void => {
    for (const listener of this.#timeListeners) listener();
  };
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
