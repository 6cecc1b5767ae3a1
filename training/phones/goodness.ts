/**
 * Prints how well goodness of pronunciation tells mispronounced phones from good ones, with words aligned by the phones that are heard, as
 * the engine does, and by the acoustic model that taught the phones. Adults of speechocean762 were learned from, children were not.
 *
 *     npx node training/phones/goodness.ts [--every N]
 *
 * `--every 3` takes one utterance in three.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { msAt } from '../../packages/engine/src/media/recording.ts';
import { alignToPhones } from '../../packages/engine/src/speech/alignment/align-to-phones.ts';
import type { AlignedWord } from '../../packages/engine/src/speech/alignment/aligned-word.ts';
import { goodnessOf } from '../../packages/engine/src/speech/alignment/goodness.ts';
import {
  loadPhoneClassifier,
  type PhoneClassifier,
  type PhonePosteriors,
} from '../../packages/engine/src/speech/phone-classifier.ts';
import { createSpeechPool, type SpeechPool } from '../../packages/engine/src/speech/pool/speech-pool.ts';
import { DATA_FOLDER, RECOGNISER_WITHOUT_ADAPTER, speechocean, type Utterance } from '../scores/corpora.ts';
import { expertScores } from './expert-scores.ts';

interface Label {
  readonly id: string;
  readonly age: number;
  readonly words: readonly { readonly text: string; readonly phones: readonly string[] }[];
}

/** A phone with its goodness and the mean of the experts, 0 to 2. */
interface JudgedPhone {
  readonly goodness: number;
  readonly score: number;
}

/** The phones of an utterance, by both alignments. */
interface Judged {
  readonly isAdult: boolean;
  readonly byPhones: readonly JudgedPhone[];
  readonly byModel: readonly JudgedPhone[];
}

/** Up to the seventh, from which phones are told. */
const BLOCKS = [1, 2, 3, 4, 5, 6, 7];
const AT_ONCE = 8;
/** What the experts call mispronounced, and well said (card `phones.md`). */
const MISPRONOUNCED = 0.5;
const WELL_SAID = 1.9;
const LIMITS = [-1, -2, -3, -4];

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' } } });
const labels = new Map(
  readFileSync(`${DATA_FOLDER}speechocean762/train.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Label)
    .map((label) => [label.id, label]),
);
const pool = await createSpeechPool({ transcriberFolder: RECOGNISER_WITHOUT_ADAPTER });
const classifier = await loadPhoneClassifier();
const utterances = speechocean().filter((_, at) => at % Number(values.every) === 0);
const judged: Judged[] = [];
for (let from = 0; from < utterances.length; from += AT_ONCE) {
  const some = utterances.slice(from, from + AT_ONCE);
  judged.push(...(await Promise.all(some.map((one) => judge(one, pool, classifier)))));
}
await pool.close();
for (const isAdult of [true, false])
  for (const by of ['byModel', 'byPhones'] as const)
    printFigures(
      `${isAdult ? 'adults' : 'children'}, ${by === 'byPhones' ? 'by phones' : 'by the acoustic model'}`,
      judged.filter((one) => one.isAdult === isAdult).flatMap((one) => one[by]),
    );

async function judge({ id, read }: Utterance, speech: SpeechPool, phones: PhoneClassifier): Promise<Judged> {
  const label = labels.get(id) as Label;
  const samples = read();
  const texts = label.words.map(({ text }) => text);
  const posteriors = phones.classify(await speech.encode(samples, BLOCKS));
  return {
    isAdult: label.age >= 18,
    byPhones: judgedPhones(
      alignToPhones(texts, posteriors, Math.floor(msAt(samples.length))),
      label,
      posteriors,
    ),
    byModel: judgedPhones(await speech.align(samples, texts, 'en'), label, posteriors),
  };
}

function judgedPhones(
  words: readonly AlignedWord[],
  label: Label,
  posteriors: PhonePosteriors,
): JudgedPhone[] {
  return words.flatMap(({ phones }, at) => {
    const symbols = phones.map(({ symbol }) => symbol);
    const scores = expertScores(label.words[at]?.phones ?? [], symbols);
    return phones.flatMap((phone, place) => {
      const goodness = goodnessOf(phone, phone.symbol, posteriors);
      const score = scores[place] ?? null;
      return goodness === null || score === null ? [] : [{ goodness, score }];
    });
  });
}

function printFigures(name: string, phones: readonly JudgedPhone[]): void {
  const of = (chosen: (score: number) => boolean) =>
    phones.filter(({ score }) => chosen(score)).map(({ goodness }) => goodness);
  const bad = of((score) => score < MISPRONOUNCED);
  const good = of((score) => score >= WELL_SAID);
  const share = (all: readonly number[], limit: number) =>
    ((100 * all.filter((one) => one < limit).length) / all.length).toFixed(1);
  console.log(`${name}: ${phones.length} phones, ${bad.length} of them mispronounced`);
  console.log(`  area under the curve ${areaUnderCurve(bad, good).toFixed(3)}`);
  for (const limit of LIMITS)
    console.log(`  below ${limit}: ${share(bad, limit)} % mispronounced, ${share(good, limit)} % well said`);
}

/** The probability that a mispronounced phone has a lower goodness than one that was well said. */
function areaUnderCurve(bad: readonly number[], good: readonly number[]): number {
  const all = [
    ...bad.map((value) => ({ value, isBad: true })),
    ...good.map((value) => ({ value, isBad: false })),
  ];
  let seen = 0;
  let pairs = 0;
  for (const { isBad } of all.toSorted((a, b) => a.value - b.value)) {
    if (isBad) seen++;
    else pairs += seen;
  }
  return pairs / (bad.length * good.length);
}
