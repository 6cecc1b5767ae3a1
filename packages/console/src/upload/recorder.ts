import { useEffect, useEffectEvent, useRef, useState } from 'react';

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
/** Level that fills the meter: speech close to a microphone reaches about a third of full scale. */
const FULL_METER_LEVEL = 0.33;

/** Resources of a running recording. */
interface RecordingSession {
  readonly stream: MediaStream;
  readonly recorder: MediaRecorder;
  readonly context: AudioContext;
  readonly analyser: AnalyserNode;
}

/** Records in the browser and delivers a file. */
export function useRecorder(onRecorded: (file: File, durationMs: number) => void): Recorder {
  const [state, setState] = useState<RecorderState>('idle');
  const [elapsedMs, setElapsedMs] = useState(0);
  const [level, setLevel] = useState(0);
  const session = useRef<RecordingSession | null>(null);
  const elapsed = useRef(0);
  const deliverFile = useEffectEvent(onRecorded);
  useEffect(() => {
    if (state !== 'recording') return;
    const timer = setInterval(() => {
      elapsed.current += TICK_MS;
      setElapsedMs(elapsed.current);
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
        session.current = await openMicrophone((file) => deliverFile(file, elapsed.current));
      } catch {
        // Whatever the reason (denied, missing, in use), the page explains what to do.
        setState('refused');
        return;
      }
      elapsed.current = 0;
      setElapsedMs(0);
      session.current.recorder.start(1000);
      setState('recording');
    },
    pause() {
      session.current?.recorder.pause();
      setLevel(0);
      setState('paused');
    },
    resume() {
      session.current?.recorder.resume();
      setState('recording');
    },
    stop() {
      session.current?.recorder.stop();
      setLevel(0);
      setState('idle');
    },
  };
}

async function openMicrophone(onFile: (file: File) => void): Promise<RecordingSession> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: false, autoGainControl: true },
  });
  const recorder = new MediaRecorder(stream);
  const chunks: Blob[] = [];
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const session = { stream, recorder, context, analyser };
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  recorder.onstop = () => {
    closeSession(session);
    const type = recorder.mimeType.split(';')[0] ?? 'audio/webm';
    onFile(new File(chunks, `recording.${type.split('/')[1] ?? 'webm'}`, { type }));
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
