/** A whole analysis in another language: our own stages around models behind endpoints, for which a stand-in answers. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type AnalysisResult, analysisResultSchema } from '@vivavoce/contract';
import { type ModelSettings, SHIPPED_MODELS } from './endpoints/settings.ts';
import { createEngine, createScorer, type Engine } from './engine.ts';
import { EngineError } from './errors.ts';
import { decodeFile } from './media/decode.ts';
import { sampleAt } from './media/recording.ts';
import { wavOf } from './media/wav.ts';
import { decodeStoredAnalysis, encodeStoredAnalysis } from './stored-analysis/encoding.ts';
import type { StoredAnalysis } from './stored-analysis/stored-analysis.ts';
import { type FakeEndpoint, startFakeEndpoint } from './testing/fake-endpoint.ts';
import { writeSpeakerWeights } from './testing/speaker-weights.ts';

const SAMPLE = fileURLToPath(new URL('../../../samples/languages/fr', import.meta.url));
/** The first minute: enough for a score. */
const LENGTH_MS = 60_000;

let endpoint: FakeEndpoint;
let models: ModelSettings;
let engine: Engine;
let folder: string;
let recording: string;
let embeddingSha256: string;
let result: AnalysisResult;
let storedAnalysis: StoredAnalysis;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vivavoce-language-'));
  recording = join(folder, 'fr.wav');
  const { samples } = await decodeFile(`${SAMPLE}.opus`);
  await writeFile(recording, wavOf(samples.slice(0, sampleAt(LENGTH_MS))));
  endpoint = await startFakeEndpoint({ known: [{ audio: `${SAMPLE}.opus`, json: `${SAMPLE}.json` }] });
  const named = { url: endpoint.url, key: null, model: 'stand-in' };
  const speakerWeights = join(folder, 'weights');
  await mkdir(speakerWeights);
  // A number more, which nobody reads: the same voices by another file.
  embeddingSha256 = await writeSpeakerWeights(speakerWeights, (shipped) => Float32Array.of(...shipped, 0));
  models = { ...SHIPPED_MODELS, transcription: named, chat: named, speakerWeights };
  engine = await createEngine({ models });
  result = await engine.analyze(recording, {
    language: 'fr',
    onStoredAnalysis: (analysis) => {
      storedAnalysis = analysis;
    },
  });
});

after(async () => {
  await engine.close();
  await endpoint.close();
  await rm(folder, { recursive: true });
});

const codesOf = ({ analysis }: AnalysisResult) => analysis.quality.warnings.map(({ code }) => code);

describe('an interview in French', () => {
  it('has a result by the contract, with vocabulary and fluency and no accent', () => {
    analysisResultSchema.parse(result);
    assert.deepEqual(
      [result.status, result.scoringMethod, result.audio.languageCode, result.audio.requestedLanguage],
      ['partial', 'gpt_multilingual', 'fr', 'fr'],
    );
    const { vocabulary, fluency, accent, overall } = result.scores;
    assert.ok(vocabulary !== null && fluency !== null);
    assert.deepEqual([accent, overall], [null, null]);
    const codes = codesOf(result);
    assert.ok(codes.includes('JUDGED_BY_LANGUAGE_MODEL') && codes.includes('ACCENT_NOT_SCORED_IN_LANGUAGE'));
    assert.ok(!codes.includes('OTHER_LANGUAGE'), codes.join());
    assert.equal(result.analysis.quality.humanReview.recommended, true);
  });

  it('has the words of the transcriber, which gets the language only after it detected it', () => {
    assert.match(result.transcript.candidateText, /infirmière depuis sept ans/);
    assert.equal(result.transcript.speakers.length, 2);
    const asked = endpoint.requests.filter(({ path }) => path.endsWith('transcriptions'));
    const languages = asked.map(({ fields: { language } }) => language);
    assert.ok(
      languages.filter((one) => one === undefined).length === 3 && languages.includes('fr'),
      languages.join(),
    );
  });

  it('has evidence that was said, and tells the models and the instructions', () => {
    const { judgement, provenance } = result.analysis;
    const quotes = judgement?.vocabulary?.evidence ?? [];
    assert.ok(quotes.length > 0);
    for (const { text } of quotes) assert.ok(result.transcript.candidateText.includes(text), text);
    assert.ok(result.explainability.vocab.includes(quotes[0]?.text ?? 'none'));
    const { endpoints = [] } = provenance;
    assert.deepEqual(
      endpoints.map(({ stage, model }) => [stage, model]),
      [
        ['words', 'stand-in'],
        ['scores', 'stand-in'],
      ],
    );
    assert.match(endpoints[1]?.promptSha256 ?? '', /^[0-9a-f]{64}$/);
    const embedding = provenance.models.find(({ name }) => name === 'speaker-embedding');
    assert.equal(embedding?.sha256, embeddingSha256, 'the speaker weights of the operator');
  });

  it('has pauses and rates from its sound', () => {
    const { fluency } = result.analysis;
    assert.ok(fluency.silentPauses.count > 5);
    assert.ok(
      fluency.articulationRateSyllablesPerSecond > 2 && fluency.articulationRateSyllablesPerSecond < 8,
    );
    assert.equal(fluency.selfRepairs, null);
  });
});

describe('what was kept of an interview in French', () => {
  it('is scored again from what was kept of it', async () => {
    const scorer = await createScorer({ models });
    const again = await scorer.scoreStoredAnalysis(
      decodeStoredAnalysis(encodeStoredAnalysis(storedAnalysis)),
      { language: 'fr' },
    );
    assert.deepEqual(again.scores, result.scores);
  });

  it('that was asked for as German is not scored, and is told to be French', async () => {
    const asked = await engine.scoreStoredAnalysis(storedAnalysis, { language: 'de' });
    assert.deepEqual([asked.scores.vocabulary, asked.scores.fluency], [null, null]);
    assert.deepEqual([asked.audio.languageCode, asked.audio.requestedLanguage], ['fr', 'de']);
    assert.ok(codesOf(asked).includes('OTHER_LANGUAGE'));
    assert.equal(asked.analysis.provenance.endpoints?.length, 1);
  });

  it('fails with what is wrong while no model judges, and is left out where none is named', async () => {
    endpoint.behave('/v1/chat/completions', [], { kind: 'status', status: 503 });
    const hasty = await createScorer({ models: { ...models, waitMs: 300 } });
    const failing = hasty.scoreStoredAnalysis(storedAnalysis, { language: 'fr' });
    await assert.rejects(failing, (error) => error instanceof EngineError && error.code === 'SCORING_FAILED');
    endpoint.behave('/v1/chat/completions', []);
    const own = await createScorer();
    await assert.rejects(
      own.scoreStoredAnalysis(storedAnalysis, { language: 'fr' }),
      /set VIVAVOCE_TRANSCRIPTION_URL/,
    );
  });

  it('loses a score whose evidence is not in the recording', async () => {
    endpoint.behave('/v1/chat/completions', [], { kind: 'wrong', what: 'quote' });
    const invented = await engine.scoreStoredAnalysis(storedAnalysis, { language: 'fr' });
    endpoint.behave('/v1/chat/completions', []);
    assert.deepEqual([invented.status, invented.scores.vocabulary], ['partial', null]);
    assert.ok(codesOf(invented).includes('JUDGEMENT_NOT_VERIFIED'));
  });
});
