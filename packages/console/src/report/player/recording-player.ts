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
  /** The recording was erased, or the browser can play no part of it. */
  readonly isUnavailable: boolean;
  /** Numbers of the parts that the browser cannot play, from 1, while it can play others. */
  readonly silentParts: readonly number[];
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
  #state: PlayerState = { isPlaying: false, isUnavailable: false, silentParts: [], passage: null, rate: 1 };
  #queue: Passage[] = [];
  #animationFrame = 0;
  readonly #files: readonly AudioFile[];
  /** The file that plays, from 0. */
  #at = 0;
  /** The files that cannot be played, from 0. */
  readonly #broken = new Set<number>();
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
    this.audio.addEventListener('error', this.#onError);
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
    // Without sound, the words are shown all the same; of several passages those that can be heard follow.
    if (this.isSilentAt(first.startMs)) {
      this.audio.pause();
      if (queue.some(({ startMs }) => !this.isSilentAt(startMs))) this.play(queue);
      return;
    }
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
    if (this.#broken.has(this.#at)) this.#playOn();
    else void this.#start();
  }

  /** Whether nothing can be heard at a time of the recording, ms, because its file cannot be played. */
  isSilentAt(timeMs: number): boolean {
    return this.#state.isUnavailable || this.#broken.has(placeInParts(this.#files, timeMs).part);
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
    const started = this.#at;
    try {
      await this.audio.play();
    } catch (error) {
      // Pausing before playback has begun is not an error, and a file that cannot be played says so by itself.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      if (this.#at === started) this.#change({ isPlaying: false });
    }
  }

  /** Plays from the next part on that can be played. @returns whether there is one. */
  #playOn(): boolean {
    const next = this.#files.find((_, at) => at > this.#at && !this.#broken.has(at));
    if (next !== undefined) this.playFrom(next.startMs);
    return next !== undefined;
  }

  /** Of several parts the others still play: what was playing goes on after the one that cannot be played. */
  readonly #onError = (): void => {
    const { isPlaying, passage } = this.#state;
    this.#broken.add(this.#at);
    const isUnavailable = this.#broken.size >= this.#files.length;
    const silentParts = isUnavailable ? [] : [...this.#broken].map((at) => at + 1).toSorted((a, b) => a - b);
    this.#change({ isUnavailable, silentParts });
    if (passage !== null && this.#queue.length > 0) this.play(this.#queue);
    else if (!isPlaying || passage !== null || !this.#playOn()) this.audio.pause();
  };

  #clearQueue(): void {
    this.#queue = [];
    if (this.#state.passage) this.#change({ passage: null });
  }

  /** A passage that reaches the end of its file is over; otherwise the next part follows. */
  readonly #onEnded = (): void => {
    if (this.#state.passage) this.#endPassage();
    else this.#playOn();
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
