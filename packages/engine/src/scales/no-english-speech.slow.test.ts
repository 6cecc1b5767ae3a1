import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { AnalysisResult } from '@vivavoce/contract';
import { createEngine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import { decodeFile } from '../media/decode.ts';
import { SAMPLE_RATE, sampleAt } from '../media/recording.ts';
import { wavOf } from '../media/wav.ts';
import { say } from '../speech/words/synthetic-voice.fixture.ts';

const folder = await mkdtemp(join(tmpdir(), 'vivavoce-no-english-'));
const engine = await createEngine();
after(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

/** What is not English speech is refused, or gets neither vocabulary nor fluency and is told why. */
async function assertUnscored(name: string, samples: Float32Array, codes: readonly string[]): Promise<void> {
  const path = join(folder, `${name}.wav`);
  await writeFile(path, wavOf(samples));
  let result: AnalysisResult;
  try {
    result = await engine.analyze(path);
  } catch (error) {
    assert.ok(error instanceof EngineError, `${error}`);
    assert.ok(codes.includes(error.code), `${name}: ${error.code}`);
    return;
  }
  const { scores, analysis } = result;
  assert.equal(scores.vocabulary, null, `${name} has a vocabulary`);
  assert.equal(scores.fluency, null, `${name} is fluent`);
  const seen = analysis.quality.warnings.map(({ code }) => code);
  assert.ok(
    seen.some((code) => codes.includes(code)),
    `${name}: ${seen.join()}`,
  );
}

const WITHOUT_SCORES = [
  'NO_SPEECH_DETECTED',
  'CANDIDATE_SPEECH_INSUFFICIENT',
  'SPEECH_NOT_RELIABLY_RECOGNISED',
];

test('music has neither vocabulary nor fluency', async () => {
  await assertUnscored('music', music(45), WITHOUT_SCORES);
});

test('speech in no language at all has neither vocabulary nor fluency', async () => {
  const interview = fileURLToPath(new URL('../../../../samples/interview.opus', import.meta.url));
  const { samples } = await decodeFile(interview);
  await assertUnscored(
    'backwards',
    samples.slice(sampleAt(8000), sampleAt(68_000)).toReversed(),
    WITHOUT_SCORES,
  );
});

test('another language has neither vocabulary nor fluency', async () => {
  // An English voice reads German letter by letter: sounds of English in words of another language.
  const german =
    'Guten Tag, ich arbeite seit sieben Jahren in einem Lager und plane die Wege der Lastwagen. Am Morgen ' +
    'lese ich die neuen Auftraege, danach spreche ich mit den Fahrern und den Kunden. Wenn etwas fehlt, rufe ich ' +
    'sofort an und suche nach einer anderen Loesung, denn die Leute warten nicht gern auf ihre Waren. ' +
    'Im letzten Winter haben wir viele Strecken geaendert, weil die Strassen gesperrt waren und niemand durchkam. ' +
    'Das war eine schwere Zeit, aber wir haben gelernt, besser zusammen zu arbeiten und frueher miteinander zu reden. ' +
    'Ich mag meine Arbeit, weil jeder Tag anders ist und weil ich sehe, was am Abend geschafft worden ist.';
  await assertUnscored('German', await say('rms', `${german} ${german}`), [
    ...WITHOUT_SCORES,
    'OTHER_LANGUAGE',
    'REPETITIVE',
  ]);
});

/** Chords of four harmonics that change twice a second, with a beat. */
function music(seconds: number): Float32Array {
  const roots = [220, 174.6, 261.6, 196];
  return Float32Array.from({ length: seconds * SAMPLE_RATE }, (_, at) => {
    const time = at / SAMPLE_RATE;
    const root = roots[Math.floor(time * 2) % roots.length] ?? 220;
    const fade = Math.exp(-3 * (time % 0.5));
    const chord = [1, 1.25, 1.5, 2].reduce(
      (sum, ratio) => sum + Math.sin(2 * Math.PI * root * ratio * time),
      0,
    );
    const beat = Math.sin(2 * Math.PI * 60 * time) * Math.exp(-20 * (time % 0.25));
    return 0.12 * chord * fade + 0.3 * beat;
  });
}
