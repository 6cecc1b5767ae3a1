/** What tests of the whole engine share where they run in one process: the engine, and the analysis of one recording. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnalysisResult, TranscriptUpdate } from '@vivavoce/contract';
import { createEngine, type Engine, type StoredAnalysis } from '../index.ts';
import { decodeStoredAnalysis, encodeStoredAnalysis } from '../stored-analysis/encoding.ts';
import { OPENING_MS, writeOpening } from './opening.ts';

/** The opening of the sample interview, and what was told while it was analysed. */
export interface AnalysedOpening {
  readonly result: AnalysisResult;
  /** As it comes back from storage. */
  readonly kept: StoredAnalysis;
  readonly stages: readonly string[];
  readonly percents: readonly number[];
  readonly updates: readonly TranscriptUpdate[];
}

/** A share in the engine of this process. */
export interface EngineShare {
  readonly engine: Engine;
  /** Analyses the opening at the first call; all others get the same. */
  analysedOpening(): Promise<AnalysedOpening>;
  /** The engine stops with its last share. */
  release(): Promise<void>;
}

let shared: { readonly engine: Promise<Engine>; opening?: Promise<AnalysedOpening> } | null = null;
let shares = 0;

/** Starts an engine, or shares the one that another test of this process started. */
export async function shareEngine(): Promise<EngineShare> {
  shares += 1;
  shared ??= { engine: createEngine() };
  const own = shared;
  const engine = await own.engine;
  return {
    engine,
    analysedOpening() {
      own.opening ??= analyseOpening(engine);
      return own.opening;
    },
    async release() {
      shares -= 1;
      if (shares > 0) return;
      shared = null;
      await engine.close();
    },
  };
}

async function analyseOpening(engine: Engine): Promise<AnalysedOpening> {
  const folder = await mkdtemp(join(tmpdir(), 'vivavoce-opening-'));
  const stages: string[] = [];
  const percents: number[] = [];
  const updates: TranscriptUpdate[] = [];
  const stored: StoredAnalysis[] = [];
  try {
    const result = await engine.analyze(await writeOpening(folder, OPENING_MS), {
      onStage: ({ stage }) => stages.push(stage),
      onProgress: ({ percent }) => percents.push(percent),
      onTranscript: (update) => updates.push(update),
      onStoredAnalysis: (analysis) => stored.push(decodeStoredAnalysis(encodeStoredAnalysis(analysis))),
    });
    const [kept] = stored;
    if (!kept) throw new Error('The analysis was not given to be stored');
    return { result, kept, stages, percents, updates };
  } finally {
    await rm(folder, { recursive: true });
  }
}
