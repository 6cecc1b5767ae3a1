import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { fileOfChunks, keepChunk } from './kept-recording.ts';
import { Stopwatch } from './stopwatch.ts';

/** The state of a recorder. */
export type RecorderState = 'idle' | 'recording' | 'paused' | 'refused';

/** Records from the microphone. */
export interface Recorder {
  readonly state: RecorderState;
  /** Recorded so far, without pauses, ms. */
  readonly elapsedMs: number;
  /** The current level, 0 to 1. */
  readonly level: number;
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Ends the recording and delivers the file. */
  stop(): void;
}

const TICK_MS = 100;
/** So much is lost at most when the tab goes, ms. */
const CHUNK_MS = 1000;
/** Level that fills the meter: speech close to a microphone reaches about a third of full scale. */
const FULL_METER_LEVEL = 0.33;

/** A finished recording. */
export interface Recorded {
  readonly file: File;
  readonly durationMs: number;
  /** Under which it is kept on this device until it is sent. */
  readonly keptId: string;
}

/** Resources of a running recording. */
interface RecordingSession {
  readonly stream: MediaStream;
  readonly recorder: MediaRecorder;
  readonly context: AudioContext;
  readonly analyser: AnalyserNode;
}

/** Records in the browser, keeps what is recorded on this device for the user, and delivers a file. */
export function useRecorder(userId: string, onRecorded: (recorded: Recorded) => void): Recorder {
  const [state, setState] = useState<RecorderState>('idle');
  const [elapsedMs, setElapsedMs] = useState(0);
  const [level, setLevel] = useState(0);
  const session = useRef<RecordingSession | null>(null);
  const elapsed = useRef(new Stopwatch());
  const deliverFile = useEffectEvent(onRecorded);
  useEffect(() => {
    if (state !== 'recording') return;
    const timer = setInterval(() => {
      setElapsedMs(elapsed.current.elapsedMs());
      setLevel(session.current ? loudness(session.current.analyser) : 0);
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => () => closeSession(session.current), []);
  return {
    state,
    elapsedMs,
    level,
    async start() {
      try {
        const keptId = crypto.randomUUID();
        const startedAt = Date.now();
        session.current = await openMicrophone({
          onChunk(blob) {
            const elapsedMs = elapsed.current.elapsedMs();
            // Where the browser keeps nothing, the recording goes on in memory alone.
            keepChunk({ recordingId: keptId, userId, startedAt, elapsedMs, blob }).catch(() => {});
          },
          onFile: (file) => deliverFile({ file, durationMs: elapsed.current.elapsedMs(), keptId }),
        });
      } catch {
        // Whatever the reason (denied, missing, in use), the page explains what to do.
        setState('refused');
        return;
      }
      elapsed.current.reset();
      setElapsedMs(0);
      session.current.recorder.start(CHUNK_MS);
      elapsed.current.start();
      setState('recording');
    },
    pause() {
      session.current?.recorder.pause();
      elapsed.current.stop();
      setLevel(0);
      setState('paused');
    },
    resume() {
      session.current?.recorder.resume();
      elapsed.current.start();
      setState('recording');
    },
    stop() {
      session.current?.recorder.stop();
      elapsed.current.stop();
      setLevel(0);
      setState('idle');
    },
  };
}

async function openMicrophone({
  onChunk,
  onFile,
}: {
  onChunk: (chunk: Blob) => void;
  onFile: (file: File) => void;
}): Promise<RecordingSession> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
  });
  const recorder = new MediaRecorder(stream);
  const chunks: Blob[] = [];
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const session = { stream, recorder, context, analyser };
  recorder.ondataavailable = ({ data }) => {
    if (data.size === 0) return;
    chunks.push(data);
    onChunk(data);
  };
  recorder.onstop = () => {
    closeSession(session);
    onFile(fileOfChunks(chunks));
  };
  return session;
}

function closeSession(session: RecordingSession | null): void {
  for (const track of session?.stream.getTracks() ?? []) track.stop();
  if (session && session.context.state !== 'closed') void session.context.close();
}

/** Root mean square of the current samples, 0 to 1 of the meter. */
function loudness(analyser: AnalyserNode): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.sqrt(power) / FULL_METER_LEVEL);
}
