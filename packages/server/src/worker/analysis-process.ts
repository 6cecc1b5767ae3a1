import { RUN_ERROR_CODES, type RunError } from '@vivavoce/contract';
import type { Engine, EngineOptions } from '@vivavoce/engine';
import type { ModelSettings } from '@vivavoce/engine/endpoints';
import { EngineError } from '@vivavoce/engine/errors';
import { encodeStoredAnalysis } from '@vivavoce/engine/stored-analysis';
import { waveformPeaks } from '@vivavoce/engine/waveform';
import type { AnalysisJob, AnalysisMessage } from './analyser.ts';

/** What this process needs of the engine: the fake one of the tests has no more. */
type AnalysisEngine = Pick<Engine, 'analyze'>;

const send = (message: AnalysisMessage): void => {
  // When the worker was killed just now there is nobody to tell: the end of the channel ends this process too.
  process.send?.(message, undefined, undefined, () => {});
};

/** An engine's refusal as a run's error. A recording of no known format got this far only if it does not decode. */
function runErrorOf(error: EngineError): RunError {
  const code = RUN_ERROR_CODES.find((known) => known === error.code) ?? 'AUDIO_DECODE_FAILED';
  return { code, message: error.message };
}

/** Analyses one recording; whatever the engine does not explain ends the process, and the worker decides. */
async function analyse(engine: AnalysisEngine, job: AnalysisJob): Promise<void> {
  let peaks = new Uint8Array();
  let storedAnalysis: Uint8Array = new Uint8Array();
  try {
    const result = await engine.analyze(job.paths, {
      ...job.request,
      onProgress: (progress) => send({ kind: 'progress', progress }),
      onTranscript: (update) => send({ kind: 'transcript', update }),
      onRecording: (recording) => {
        peaks = waveformPeaks(recording);
      },
      onStoredAnalysis: (analysis) => {
        storedAnalysis = encodeStoredAnalysis(analysis);
      },
    });
    send({ kind: 'analysed', result, peaks, storedAnalysis });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    send({ kind: 'refused', error: runErrorOf(error) });
  }
}

process.on('disconnect', () => process.exit());
const [, , engineModule = '@vivavoce/engine'] = process.argv;
const jobs: AnalysisJob[] = [];
let take = (job: AnalysisJob): void => {
  jobs.push(job);
};
// The first message says which models; then jobs. Listening before the engine is loaded, so that none is missed meanwhile.
const models = new Promise<ModelSettings>((chosen) => {
  process.once('message', (settings: ModelSettings) => {
    process.on('message', (job: AnalysisJob) => take(job));
    chosen(settings);
  });
});
const { createEngine } = (await import(engineModule)) as {
  createEngine(options: EngineOptions): Promise<AnalysisEngine>;
};
const engine = await createEngine({
  models: await models,
  onEndpoint: (endpoint, state) => send({ kind: 'endpoint', endpoint, state }),
});
take = (job) => void analyse(engine, job);
for (const job of jobs) take(job);
