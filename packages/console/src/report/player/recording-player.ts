import type { AudioFile } from '../../api/recording.ts';
import type { Span } from '../scored-run.ts';
import { placeInParts, timeOfPlace } from './part-places.ts';

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

/**
 * Plays a recording as a whole or passage by passage, from one file or from those of its parts in turn. State and time have
 * separate listeners.
 */
export class RecordingPlayer {
  readonly audio = new Audio();
  #state: PlayerState = { isPlaying: false, isUnavailable: false, passage: null, rate: 1 };
  #queue: Passage[] = [];
  #animationFrame = 0;
  readonly #files: readonly AudioFile[];
  /** The file that plays, from 0. */
  #at = 0;
  readonly #stateListeners = new Set<() => void>();
  readonly #timeListeners = new Set<() => void>();

  /** @param files of the recording; none when there is no recording: the player is unavailable. */
  constructor(files: readonly AudioFile[]) {
    this.#files = files;
    this.audio.preload = 'metadata';
    const [first] = files;
    if (first === undefined) this.#change({ isUnavailable: true });
    else this.audio.src = first.url;
    this.audio.addEventListener('play', this.#onPlay);
    this.audio.addEventListener('pause', this.#onPause);
    this.audio.addEventListener('ended', this.#onEnded);
    this.audio.addEventListener('seeked', this.#notifyTime);
    this.audio.addEventListener('timeupdate', this.#notifyTime);
    this.audio.addEventListener('error', () => this.#change({ isUnavailable: true, isPlaying: false }));
  }

  /** The state of the player. */
  readonly state = (): PlayerState => this.#state;
  /** The playback position, ms. */
  readonly timeMs = (): number =>
    Math.round(timeOfPlace(this.#files, { part: this.#at, ms: this.audio.currentTime * 1000 }));

  /** Whether the time of `audio` is that of the whole recording: it came as one file. */
  get isOneFile(): boolean {
    return this.#files.length <= 1;
  }

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
    this.#moveTo(first.startMs - LEAD_IN_MS);
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
    this.#moveTo(ms);
  }

  /** Changes the speed; the pitch stays. */
  setRate(rate: number): void {
    this.audio.playbackRate = rate;
    // What another file starts with.
    this.audio.defaultPlaybackRate = rate;
    this.#change({ rate });
  }

  /** Stops, and releases the recording. */
  close(): void {
    cancelAnimationFrame(this.#animationFrame);
    this.audio.pause();
    this.audio.removeAttribute('src');
    this.audio.load();
  }

  #moveTo(timeMs: number): void {
    const { part, ms } = placeInParts(this.#files, timeMs);
    const file = this.#files[part];
    const isOther = part !== this.#at;
    if (file !== undefined && isOther) {
      this.#at = part;
      this.audio.src = file.url;
    }
    this.audio.currentTime = ms / 1000;
    // Loading another file ends playing, and reports no seeking.
    if (isOther && this.#state.isPlaying) void this.#start();
    if (isOther) this.#notifyTime();
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

  /** A passage that reaches the end of its file is over; otherwise the next part follows. */
  readonly #onEnded = (): void => {
    const next = this.#files[this.#at + 1];
    if (this.#state.passage) this.#endPassage();
    else if (next !== undefined) this.playFrom(next.startMs);
  };

  readonly #onPlay = (): void => {
    cancelAnimationFrame(this.#animationFrame);
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
    if (passage && this.timeMs() >= passage.endMs + LEAD_OUT_MS) this.#endPassage();
  }

  #endPassage(): void {
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
