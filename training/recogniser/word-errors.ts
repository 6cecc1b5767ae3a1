/**
 * Word errors on the learners of whom the adapter learned nothing, by the decoder alone, by the adapted one alone, and by both in two
 * passes as the engine decodes; and how many words of native readers, of whom it learned nothing either, the adapter changes.
 *
 *     npx node training/recogniser/word-errors.ts
 */
import { estimateByGroup } from '../../evaluation/src/group-bootstrap.ts';
import { isAdult, type LabelledUtterance } from '../../evaluation/src/labelled-speech.ts';
import { normaliseWords } from '../../evaluation/src/text-normalisation.ts';
import {
  countWordErrors,
  sumWordErrors,
  type WordErrors,
  wordErrorRate,
} from '../../evaluation/src/word-error-rate.ts';
import { loadEncoder } from '../../packages/engine/src/speech/encoder.ts';
import type { DecodedSpeech } from '../../packages/engine/src/speech/words/decoded-speech.ts';
import { loadShippedDecoders } from '../../packages/engine/src/speech/words/decoder.ts';
import { decodeInTwoPasses } from '../../packages/engine/src/speech/words/two-passes.ts';
import { spelledWords } from '../../packages/engine/src/speech/words/word-confidence.ts';
import {
  adapterSpeakers,
  librispeech,
  MAX_TOKENS,
  speechocean,
  speechoceanLabels,
  type Utterance,
} from '../scores/corpora.ts';

const WAYS = ['decoder', 'adapted', 'twoPasses'] as const;

/** What one way of decoding makes of an utterance, beside what was said. */
type Errors = Readonly<Record<(typeof WAYS)[number], WordErrors>>;
interface Counted {
  readonly speaker: string;
  readonly errors: Errors;
}

const [encoder, decoders] = [await loadEncoder(), await loadShippedDecoders()];

async function textsOf({ read }: Utterance): Promise<Record<(typeof WAYS)[number], string[]>> {
  const states = (await encoder.encode(read())).blocks.at(-1) as Float32Array;
  const pieces = [{ states, maxTokens: MAX_TOKENS }];
  const wordsOf = ([speech]: readonly DecodedSpeech[]) =>
    normaliseWords(
      spelledWords(speech?.tokens ?? [])
        .map(({ text }) => text)
        .join(' '),
    );
  const { decoder, adapted, search } = decoders;
  const first = await decoder.decode(pieces);
  const decodedBefore = { ...decoder, decode: () => Promise.resolve(first) };
  return {
    decoder: wordsOf(first),
    adapted: wordsOf(await adapted.decode(pieces)),
    twoPasses: wordsOf(await decodeInTwoPasses(pieces, { decoder: decodedBefore, search })),
  };
}

async function count(
  utterances: readonly Utterance[],
  said: (id: string) => string | null,
): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const [n, utterance] of utterances.entries()) {
    if (n % 50 === 0) console.error(`${n} of ${utterances.length}`);
    const texts = await textsOf(utterance);
    const text = said(utterance.id);
    const reference = text === null ? texts.decoder : normaliseWords(text);
    const errorsOf = (way: (typeof WAYS)[number]) => countWordErrors(reference, texts[way]);
    const errors = {
      decoder: errorsOf('decoder'),
      adapted: errorsOf('adapted'),
      twoPasses: errorsOf('twoPasses'),
    };
    counted.push({ speaker: utterance.speaker, errors });
  }
  return counted;
}

function print(who: string, counted: readonly Counted[]): void {
  const rate = (way: (typeof WAYS)[number]) => (some: readonly Counted[]) =>
    100 * (wordErrorRate(sumWordErrors(some.map(({ errors }) => errors[way]))) ?? 0);
  const gain = (some: readonly Counted[]) => rate('twoPasses')(some) - rate('decoder')(some);
  const shown = (statistic: (some: readonly Counted[]) => number) => {
    const { value, low, high } = estimateByGroup(counted, ({ speaker }) => speaker, statistic) ?? {
      value: 0,
      low: 0,
      high: 0,
    };
    return `${value.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)})`.padStart(24);
  };
  const columns = [...WAYS.map((way) => shown(rate(way))), shown(gain)];
  process.stdout.write(`${who.padEnd(28)}${columns.join('')}\n`);
}

const { leftOut, readers } = adapterSpeakers();
const labels = await speechoceanLabels();
const bySpeaker = new Map([...labels.values()].map((label) => [label.speaker, label]));
const isGrown = ({ speaker }: Counted) => isAdult(bySpeaker.get(speaker) as LabelledUtterance);
const learners = await count(
  speechocean().filter(({ speaker }) => leftOut.includes(speaker)),
  (id) => labels.get(id)?.text ?? null,
);
const columns = ['decoder', 'adapted', 'two passes', 'less decoder'].map((name) => name.padStart(24));
process.stdout.write(`${'word error rate, % (90 %)'.padEnd(28)}${columns.join('')}\n`);
print('all', learners);
print('adults', learners.filter(isGrown));
print(
  'children',
  learners.filter((one) => !isGrown(one)),
);
const half = leftOut.slice(0, leftOut.length / 2);
print(
  'first half of the speakers',
  learners.filter(({ speaker }) => half.includes(speaker)),
);
print(
  'second half',
  learners.filter(({ speaker }) => !half.includes(speaker)),
);
print('native readers: words changed', await count(librispeech().slice(readers), () => null));
