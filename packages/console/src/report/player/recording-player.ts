import type { Span } from '../scored-run.ts';

/** What is heard before and after a word, so that an ear finds its way, ms. */
const LEAD_IN_MS = 350;
const LEAD_OUT_MS = 450;
/** A jump of the arrow keys, ms. */
export const SKIP_MS = 5000;

/** A stretch to play, and what it is evidence of. */
export interface Passage extends Span {
  readonly label: string;
}

/** How a player stands; a new object whenever something changes. */
export interface PlayerState {
  readonly isPlaying: boolean;
  /** The recording was erased, or the browser cannot play it. */
  readonly isUnavailable: boolean;
  /** What is being played, if a piece of evidence was asked for. */
  readonly passage: Passage | null;
  readonly rate: number;
}

/** Plays one recording: whole, or passage after passage. Components listen to its state and to its time apart. */
export class RecordingPlayer {
  readonly audio = new Audio();
  #state: PlayerState = { isPlaying: false, isUnavailable: false, passage: null, rate: 1 };
  #waiting: Passage[] = [];
  #frame = 0;
  readonly #stateListeners = new Set<() => void>();
  readonly #timeListeners = new Set<() => void>();

  /** @param url null when the recording is not given: the player stays silent. */
  constructor(url: string | null) {
    this.audio.preload = 'metadata';
    if (url === null) this.#change({ isUnavailable: true });
    else this.audio.src = url;
    this.audio.addEventListener('play', this.#onPlay);
    this.audio.addEventListener('pause', this.#onPause);
    this.audio.addEventListener('seeked', this.#tellTime);
    this.audio.addEventListener('timeupdate', this.#tellTime);
    this.audio.addEventListener('error', () => this.#change({ isUnavailable: true, isPlaying: false }));
  }

  /** How the player stands. */
  readonly state = (): PlayerState => this.#state;
  /** Where the recording is, ms. */
  readonly timeMs = (): number => Math.round(this.audio.currentTime * 1000);

  /** Calls back at every change of state until the returned function is called. */
  readonly onState = (listener: () => void): (() => void) => subscribe(this.#stateListeners, listener);
  /** Calls back whenever the time has moved until the returned function is called. */
  readonly onTime = (listener: () => void): (() => void) => subscribe(this.#timeListeners, listener);

  /** Plays passages one after another, each with a little of what is around it. */
  play(passages: readonly Passage[]): void {
    const [first, ...waiting] = passages;
    if (!first || this.#state.isUnavailable) return;
    this.#waiting = waiting;
    this.#change({ passage: first });
    this.audio.currentTime = Math.max(0, first.startMs - LEAD_IN_MS) / 1000;
    void this.#start();
  }

  /** Plays or pauses; from here on, to the end. */
  toggle(): void {
    if (this.#state.isPlaying) {
      this.audio.pause();
      return;
    }
    this.#forgetPassages();
    void this.#start();
  }

  /** Goes to a moment and plays from there. */
  playFrom(ms: number): void {
    this.seek(ms);
    void this.#start();
  }

  /** Goes to a moment. */
  seek(ms: number): void {
    this.#forgetPassages();
    this.audio.currentTime = Math.max(0, ms) / 1000;
  }

  /** Plays faster or slower, at the same pitch. */
  setRate(rate: number): void {
    this.audio.playbackRate = rate;
    this.#change({ rate });
  }

  /** Lets the recording go. */
  close(): void {
    cancelAnimationFrame(this.#frame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
  }

  async #start(): Promise<void> {
    try {
      await this.audio.play();
    } catch (error) {
      // A pause that comes before the sound has begun is no fault.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#change({ isUnavailable: this.audio.error !== null, isPlaying: false });
    }
  }

  #forgetPassages(): void {
    this.#waiting = [];
    if (this.#state.passage) this.#change({ passage: null });
  }

  readonly #onPlay = (): void => {
    this.#change({ isPlaying: true });
    this.#watchTime();
  };

  readonly #onPause = (): void => {
    cancelAnimationFrame(this.#frame);
    this.#change({ isPlaying: false });
    this.#tellTime();
  };

  /** Once a frame while playing: `timeupdate` comes four times a second, too seldom for words. */
  readonly #watchTime = (): void => {
    this.#endPassage();
    this.#tellTime();
    if (!this.audio.paused) this.#frame = requestAnimationFrame(this.#watchTime);
  };

  #endPassage(): void {
    const { passage } = this.#state;
    if (!passage || this.timeMs() < passage.endMs + LEAD_OUT_MS) return;
    if (this.#waiting.length > 0) {
      this.play(this.#waiting);
      return;
    }
    this.audio.pause();
    this.#change({ passage: null });
  }

  #change(changes: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#stateListeners) listener();
  }

  readonly #tellTime = (): void => {
    for (const listener of this.#timeListeners) listener();
  };
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
