import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../errors.ts';
import { childEnvironment, SMALL_YOUNG_GENERATION } from '../../process-environment.mjs';
import type { AlignedLanguage } from '../alignment/aligner.ts';
import type { Stretch } from '../turns/encode-stretches.ts';
import type { SegmentationFiles } from '../turns/segmentation/segmentation-models.ts';
import { withOwnBuffers } from './own-buffers.ts';
import type { AnswerMessage, SpeechTasks, TaskMessage, TaskName } from './protocol.ts';

/** How a pool is made. */
export interface SpeechPoolOptions {
  /** Child processes, one thread each; as many as the machine has cores unless given. At least 1. */
  readonly processes?: number | undefined;
  /** A folder with a Moonshine model that replaces the shipped one. */
  readonly transcriberFolder?: string | null | undefined;
}

/**
 * Child processes that encode, recognise and align speech, each a piece at a time; audio is 16 kHz mono. Processes and no
 * threads of a pool library: a piece that hangs or crashes native code is killed with its process and done again.
 */
export interface SpeechPool {
  readonly processes: number;
  /** Starts the processes, which load the encoder while there is nothing else to do. Without it they start with the first piece. */
  prepare(): void;
  /**
   * The states of the speech encoder for 0.1 to 30 s.
   * @param blocks which states, in the order of the answer: 1 to 8 after that block, 9 the normalised output.
   * @throws EngineError TRANSCRIPTION_FAILED, as the others; the signal's reason when aborted.
   */
  encode(
    samples: Float32Array,
    blocks: readonly number[],
    signal?: AbortSignal,
  ): Promise<SpeechTasks['encode']['answer']>;
  /** What tells voices apart in a stretch of a recording, by the models that ship. */
  encodeStretch(stretch: Stretch, signal?: AbortSignal): Promise<SpeechTasks['encodeStretch']['answer']>;
  /** Who speaks in up to 10 s, by models of the operator: the same ones for as long as the pool lives. */
  separate(
    samples: Float32Array,
    files: SegmentationFiles,
    signal?: AbortSignal,
  ): Promise<SpeechTasks['separate']['answer']>;
  /** The words in pieces of 0.1 to 30 s, in their order: together they take less time than one by one, and give the same. */
  recognise(
    pieces: readonly Float32Array[],
    signal?: AbortSignal,
  ): Promise<SpeechTasks['recognise']['answer']>;
  /** Times and phones of the words of a language that has an acoustic model, in their order, ms from the start of the samples. */
  align(
    samples: Float32Array,
    words: readonly string[],
    language: AlignedLanguage,
    signal?: AbortSignal,
  ): Promise<SpeechTasks['align']['answer']>;
  /** Ends the processes; what is under way is given up. */
  close(): Promise<void>;
}

/** A piece takes a few seconds; a process that needs longer than this hangs. */
const TASK_LIMIT_MS = 120_000;
/**
 * The C library keeps up to 64 MiB of what a network gave back, for the next one. Without this, blocks come from the system and go
 * back to it for every piece, which takes 15 % of the time, and what lies between them is held. Others than GNU's ignore it.
 */
const KEPT_MEMORY = { MALLOC_TRIM_THRESHOLD_: `${64 * 2 ** 20}`, MALLOC_MMAP_THRESHOLD_: `${32 * 2 ** 20}` };
/** How often a piece is tried when its process dies. */
const ATTEMPTS = 2;

interface Job {
  readonly message: TaskMessage;
  attempt: number;
  resolve(answer: never): void;
  reject(error: unknown): void;
}

/** A pool whose processes start with the first piece, or when they are asked to; each loads a model when it first needs it. */
export async function createSpeechPool(options: SpeechPoolOptions = {}): Promise<SpeechPool> {
  const { processes = availableParallelism(), transcriberFolder = null } = options;
  if (!Number.isInteger(processes) || processes < 1) {
    throw new RangeError(`processes must be a whole number from 1, got ${processes}`);
  }
  const queue: Job[] = [];
  const workers = Array.from({ length: processes }, () => new Worker(queue));

  function run<Name extends TaskName>(
    task: Name,
    request: SpeechTasks[Name]['request'],
    signal?: AbortSignal,
  ): Promise<SpeechTasks[Name]['answer']> {
    const { promise, resolve, reject } = Promise.withResolvers<SpeechTasks[Name]['answer']>();
    if (signal?.aborted) return Promise.reject(signal.reason);
    const job: Job = { message: { task, request } as TaskMessage, attempt: 1, resolve, reject };
    const abort = (): void => {
      const at = queue.indexOf(job);
      if (at >= 0) queue.splice(at, 1);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    queue.push(job);
    for (const worker of workers) worker.takeNext();
    return promise.finally(() => signal?.removeEventListener('abort', abort));
  }

  return {
    processes,
    prepare() {
      for (const worker of workers) worker.prepare();
    },
    encode: (samples, blocks, signal) => run('encode', { samples, blocks }, signal),
    encodeStretch: (stretch, signal) => run('encodeStretch', { stretch }, signal),
    separate: (samples, files, signal) => run('separate', { samples, files }, signal),
    recognise: (pieces, signal) => run('recognise', { pieces, transcriberFolder }, signal),
    align: (samples, words, language, signal) => run('align', { samples, words, language }, signal),
    async close() {
      const closed = new EngineError('TRANSCRIPTION_FAILED', 'The speech processes were closed');
      for (const job of queue.splice(0)) job.reject(closed);
      await Promise.all(workers.map((worker) => worker.close(closed)));
    },
  };
}

/** One child process and the piece that it works on; a process that dies is replaced when there is work again. */
class Worker {
  readonly #queue: Job[];
  #child: ChildProcess | undefined;
  #job: Job | undefined;
  #limit: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(queue: Job[]) {
    this.#queue = queue;
  }

  prepare(): void {
    if (this.#child !== undefined || this.#closed) return;
    this.#child = this.#start();
    this.#release();
  }

  takeNext(): void {
    if (this.#job !== undefined || this.#closed) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#job = job;
    this.#child ??= this.#start();
    const child = this.#child;
    child.ref();
    child.channel?.ref();
    this.#limit = setTimeout(() => child.kill('SIGKILL'), TASK_LIMIT_MS);
    child.send(job.message, (error) => {
      // Its successor may be busy by now.
      if (error) child.kill('SIGKILL');
    });
  }

  async close(reason: EngineError): Promise<void> {
    this.#closed = true;
    this.#release()?.reject(reason);
    const child = this.#child;
    if (child === undefined) return;
    child.ref();
    await new Promise((ended) => {
      child.once('exit', ended);
      child.kill('SIGKILL');
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./speech-process.ts', import.meta.url)), {
      serialization: 'advanced',
      execArgv: [SMALL_YOUNG_GENERATION],
      env: { ...childEnvironment(), ...KEPT_MEMORY },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (message: AnswerMessage) => this.#answered(message));
    child.on('error', () => this.#died(child));
    child.on('exit', () => this.#died(child));
    return child;
  }

  #release(): Job | undefined {
    clearTimeout(this.#limit);
    const job = this.#job;
    this.#job = undefined;
    this.#child?.unref();
    this.#child?.channel?.unref();
    return job;
  }

  #answered(message: AnswerMessage): void {
    const job = this.#release();
    if ('failure' in message) job?.reject(new EngineError('TRANSCRIPTION_FAILED', message.failure));
    else job?.resolve(withOwnBuffers(message.answer) as never);
    this.takeNext();
  }

  #died(child: ChildProcess): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    const job = this.#release();
    if (this.#closed) return;
    if (job !== undefined && job.attempt < ATTEMPTS) {
      job.attempt++;
      this.#queue.unshift(job);
    } else {
      job?.reject(
        new EngineError('TRANSCRIPTION_FAILED', `A speech process died ${ATTEMPTS} times on the same piece`),
      );
    }
    this.takeNext();
  }
}
