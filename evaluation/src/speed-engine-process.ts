/**
 * An engine in a process of its own, as a worker has one: each message is a recording to be analysed, and the answer the time that it
 * took. The argument is a recording that is transcribed first, so that every model is loaded.
 */
import { createEngine } from '@vivavoce/engine';
import { readModelSettings } from '@vivavoce/engine/endpoints';
import { timeAnalysis } from './speed-engine.ts';

const engine = await createEngine({ models: readModelSettings() });
await engine.transcribe(process.argv[2] ?? '');
process.on('message', async (path: string) => process.send?.(await timeAnalysis(engine, path)));
process.on('disconnect', () => process.exit());
process.send?.('ready');
