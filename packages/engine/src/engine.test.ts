import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type AnalysisResult, analysisResultSchema, cefrOf, STAGES } from '@vivavoce/contract';
import {
  correctWords,
  decodeStoredAnalysis,
  type Engine,
  EngineError,
  type EngineErrorCode,
  encodeStoredAnalysis,
  NoSuchWordError,
  type StoredAnalysis,
  StoredAnalysisFormatError,
  type TranscribedRecording,
} from './index.ts';
import { SAMPLE_RATE } from './media/recording.ts';
import { wavOf } from './media/wav.ts';
import { writeOpening } from './testing/opening.ts';
import { type AnalysedOpening, type EngineShare, shareEngine } from './testing/shared-engine.ts';

const sample = (name: string) => fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url));
const interview = sample('interview.opus');
/** One for each codec: `formats.test.ts` decodes every container. */
const FORMATS = ['mp3', 'wav', 'm4a', 'webm', 'flac'];

let share: EngineShare;
let engine: Engine;
let folder: string;
/** The opening of the interview: its result, and what is kept of it. */
let result: AnalysisResult;
let kept: StoredAnalysis;
let opening: AnalysedOpening;
/** MP3 keeps what the channels share only once, the harder case. */
let call: TranscribedRecording;

before(async () => {
  share = await shareEngine();
  ({ engine } = share);
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-engine-'));
  opening = await share.analysedOpening();
  ({ result, kept } = opening);
  call = await engine.transcribe(sample('fixtures/call.mp3'));
});
after(async () => {
  await share.release();
  await rm(folder, { recursive: true });
});

describe('an interview of two voices', () => {
  test('comes back in the form of the contract, with everything in it', () => {
    assert.deepEqual(analysisResultSchema.parse(result), result);
    assert.equal(result.status, 'success');
    for (const [name, value] of Object.entries(result.scores)) assert.notEqual(value, null, name);
  });

  test('is heard as two speakers, the second one the candidate', () => {
    const { candidateDetection, audio, transcript } = result;
    assert.equal(audio.speakerCount, 2);
    assert.equal(candidateDetection.speaker, 'speaker_1');
    assert.equal(candidateDetection.confidence, 'high');
    assert.match(candidateDetection.reason, /\d/, 'the reason names figures');
    assert.match(transcript.candidateText, /logistics/);
    assert.doesNotMatch(transcript.candidateText, /tell me a little about yourself/);
  });

  test('has its levels within the intervals of its scores, and its evidence inside the recording', () => {
    const { scores, analysis, audio } = result;
    for (const dimension of ['vocabulary', 'fluency', 'accent'] as const) {
      const { interval } = analysis[dimension];
      const score = scores[dimension];
      assert.ok(interval !== null && score !== null);
      assert.ok(interval.low <= score + 0.05 && score - 0.05 <= interval.high, dimension);
      const level = scores[`${dimension}Cefr`];
      assert.ok(
        [score - 0.05, score + 0.05].map((at) => cefrOf(Math.min(5, Math.max(0, at)))).includes(level!),
      );
    }
    const quoted = [...analysis.vocabulary.advancedWords, ...analysis.fluency.silentPauses.longest];
    assert.ok(quoted.length > 0);
    assert.ok(quoted.every(({ startMs, endMs }) => startMs < endMs && endMs <= audio.durationMs));
  });

  test('passes all stages in order, with progress that never falls and ends at 100', () => {
    const { stages, percents } = opening;
    assert.deepEqual(stages, [...STAGES]);
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    );
    assert.equal(percents.at(-1), 100);
  });

  test('tells its words as they are recognised, passage by passage', () => {
    const { updates } = opening;
    assert.ok(updates.length > 5);
    assert.deepEqual(
      updates.map(({ from }) => from),
      [0, ...Array.from({ length: updates.length - 1 }, (_, n) => n)],
      'what an attempt before told is taken back; of a short recording nothing is told before speakers are known',
    );
    const draft = updates.flatMap(({ passages }) => passages);
    const wordsOf = (passages: readonly { readonly text: string }[]) =>
      passages.flatMap(({ text }) => text.split(/\s+/)).length;
    assert.ok(Math.abs(wordsOf(draft) - wordsOf(result.transcript.segments)) <= 5);
    assert.ok(draft.every(({ startMs, endMs }) => startMs < endMs && endMs <= result.audio.durationMs));
  });

  test('names every model with its checksum', () => {
    const { models, engineVersion, configurationDigest } = result.analysis.provenance;
    assert.ok(models.length >= 6);
    for (const { sha256 } of [...models, { sha256: configurationDigest }])
      assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.match(engineVersion, /^\d+\.\d+\.\d+$/);
  });
});

describe('a call with one person on each channel', () => {
  test('is transcribed person by person, also where both talk', () => {
    const { turns, segments } = call;
    assert.equal(new Set(turns.map(({ speaker }) => speaker)).size, 2);
    const textOf = (speaker: number) =>
      segments
        .filter((segment) => segment.speaker === speaker)
        .flatMap(({ words }) => words.map(({ text }) => text))
        .join(' ');
    const [agent, caller] = [textOf(0), textOf(1)];
    assert.match(agent, /That sounds like a good/, 'said while the caller speaks');
    assert.match(caller, /new wheels for the next season/);
    assert.match(caller, /showing other people how things are done/, 'said while the agent speaks');
    assert.doesNotMatch(caller, /next week|what we are looking for/);
    assert.doesNotMatch(agent, /repair|customers|power/);
  });
});

describe('a stored analysis', () => {
  test('gives the scores that the recording itself gives', async () => {
    const stored = await engine.scoreStoredAnalysis(kept);
    assert.deepEqual({ ...stored, processingTimeMs: 0 }, { ...result, processingTimeMs: 0 });
    assert.notEqual(stored.scores.accent, null);
  });

  test('lets another speaker be scored, with a warning that this speaker says little', async () => {
    const result = await engine.scoreStoredAnalysis(kept, { candidate: 'speaker_1', expectedSpeakers: 2 });
    assert.equal(result.candidateDetection.reason, 'Speaker 2 was named by the caller.');
    assert.equal(result.transcript.candidateSpeaker, 'speaker_1');
    const codes = result.analysis.quality.warnings.map(({ code }) => code);
    assert.ok(codes.includes('LITTLE_CANDIDATE_SPEECH'), codes.join());
    await assert.rejects(
      engine.scoreStoredAnalysis(kept, { candidate: 'speaker_7' }),
      isError('SPEAKER_NOT_HEARD'),
    );
  });

  test('holds no audio and no list of numbers that could identify a voice', () => {
    const text = JSON.stringify(kept);
    assert.doesNotMatch(text, /\[-?\d/);
    assert.ok(text.length < 2000 * (kept.durationMs / 1000), 'less than an eighth of the samples');
  });

  test('is refused when it is damaged or of another format', () => {
    const bytes = encodeStoredAnalysis(kept);
    assert.throws(() => decodeStoredAnalysis(bytes.subarray(0, bytes.length / 2)), StoredAnalysisFormatError);
    const later = gzipSync(JSON.stringify({ format: 'vivavoce-hearing/2', hearing: kept }));
    assert.throws(() => decodeStoredAnalysis(later), StoredAnalysisFormatError);
    const more = { ...kept, voiceprints: [[0.1, 0.2]] };
    assert.throws(() => encodeStoredAnalysis(more), StoredAnalysisFormatError);
  });
});

describe('a recording that was heard', () => {
  test('can be corrected by a person: words keep their times, and how they sounded stays', async () => {
    const { words } = kept.segments[1] as StoredAnalysis['segments'][number];
    const corrected = correctWords(kept, [
      { segment: 1, word: 0, text: 'Zanzibar' },
      { segment: 1, word: 1, text: 'spice island' },
      { segment: 1, word: 2, text: '' },
    ]);
    const result = corrected.segments[1] as StoredAnalysis['segments'][number];
    assert.deepEqual(
      result.words.slice(0, 4).map(({ text }) => text),
      ['Zanzibar', 'spice', 'island', words[3]?.text],
    );
    assert.equal(result.words[0]?.startMs, words[0]?.startMs);
    assert.equal(result.words[1]?.startMs, words[1]?.startMs);
    assert.equal(result.words[2]?.endMs, words[1]?.endMs);
    assert.deepEqual(result.expertScores, kept.segments[1]?.expertScores);
    assert.match(
      (await engine.scoreStoredAnalysis(corrected)).transcript.segments[1]?.text ?? '',
      /^Zanzibar spice island/,
    );
    assert.throws(() => correctWords(kept, [{ segment: 99, word: 0, text: 'x' }]), NoSuchWordError);
  });

  test('gives a transcript and a candidate without any score where an accommodation was asked for', async () => {
    const accommodation = { accommodation: true };
    const result = await engine.scoreStoredAnalysis(
      engine.toStoredAnalysis(call, accommodation),
      accommodation,
    );
    assert.deepEqual(analysisResultSchema.parse(result), result);
    assert.equal(result.status, 'success');
    for (const [name, value] of Object.entries(result.scores)) assert.equal(value, null, name);
    assert.deepEqual(
      result.analysis.quality.warnings.map(({ code }) => code),
      ['ACCOMMODATION'],
    );
    assert.equal(result.analysis.fluency.phonationTimeMs, 0, 'nothing is measured');
    assert.ok(result.transcript.candidateText.length > 100);
    assert.equal(result.analysis.quality.language.code, 'en');
  });
});

test('every codec that carries the same speech gives the same words', async () => {
  const texts = await Promise.all(
    FORMATS.map(async (format) => {
      const { segments } = await engine.transcribe(sample(`fixtures/speech.${format}`));
      return segments.flatMap(({ words }) => words.map(({ text }) => text)).join(' ');
    }),
  );
  assert.ok((texts[0] ?? '').split(' ').length > 10);
  for (const [at, text] of texts.entries()) assert.equal(text, texts[0], FORMATS[at]);
});

test('segments keep expert scores and no acoustic data', async () => {
  const { segments } = await engine.transcribe(sample('fixtures/speech.opus'));
  assert.ok(segments.length > 0);
  for (const segment of segments) {
    assert.deepEqual(Object.keys(segment).toSorted(), [
      'endMs',
      'expertScores',
      'speaker',
      'startMs',
      'words',
    ]);
    assert.deepEqual(Object.keys(segment.expertScores ?? {}), ['accuracy', 'fluency', 'prosodic', 'total']);
    assert.ok(Object.values(segment.expertScores ?? {}).every((score) => score >= 0 && score <= 10));
  }
});

test('what cannot be analysed is refused with a code and words that say what to do', async () => {
  const opus = await readFile(interview);
  const files: [name: string, content: Uint8Array, code: EngineErrorCode][] = [
    ['notes.mp3', Buffer.from('These are no sounds. '.repeat(50)), 'UNSUPPORTED_FORMAT'],
    ['empty.wav', Buffer.alloc(0), 'AUDIO_DECODE_FAILED'],
    ['cut.wav', (await readFile(sample('fixtures/speech.wav'))).subarray(0, 40_000), 'AUDIO_DECODE_FAILED'],
    ['headers-only.opus', opus.subarray(0, 100), 'AUDIO_DECODE_FAILED'],
    ['silence.wav', wavOf(new Float32Array(20 * SAMPLE_RATE)), 'NO_SPEECH_DETECTED'],
    ['short.wav', await readFile(sample('fixtures/speech.wav')), 'CANDIDATE_SPEECH_INSUFFICIENT'],
  ];
  for (const [name, content, code] of files) {
    const path = join(folder, name);
    await writeFile(path, content);
    await assert.rejects(engine.analyze(path), isError(code), name);
  }
});

test('an analysis stops when it is aborted', async () => {
  const stop = new AbortController();
  const analysis = engine.analyze(await writeOpening(folder, 30_000), {
    signal: stop.signal,
    onProgress: ({ stage }) => {
      if (stage === 'words') stop.abort(new Error('enough'));
    },
  });
  await assert.rejects(analysis, /enough/);
});

function isError(code: EngineErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof EngineError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, /\.$/);
    return true;
  };
}
