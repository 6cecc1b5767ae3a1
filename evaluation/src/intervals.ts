import { writeFile } from 'node:fs/promises';
import { EXPERT_SCORE_NAMES } from '@vivavoce/engine';
import { Command } from 'commander';
import { mean } from './agreement.ts';
import { type InterviewLevels, predictInterviewLevels } from './interview-levels.ts';
import { isAdult, type ScoredUtterance, type SpeechSource, scoredUtterances } from './labelled-speech.ts';

interface Options extends Partial<SpeechSource> {
  readonly interviews?: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** One interval beside what people judged, both in the unit of the judgements. */
interface HeldInterval {
  readonly measure: string;
  readonly item: string;
  readonly low: number;
  readonly high: number;
  readonly judged: number;
}

/** `vivavoce evaluate intervals`: how often the 90 % intervals hold what people judged, and how wide they are. */
export function intervalsCommand(): Command {
  return new Command('intervals')
    .description('How often the 90 % intervals hold the human judgement, and how wide they are')
    .option('--audio <folder>', 'recordings of read utterances, with --labels')
    .option('--labels <file>', 'JSONL: id, speaker, age, gender, accuracy, fluency, prosodic, total')
    .option('--scored <file>', 'predictions of read-speech that were written before, instead of recordings')
    .option('--interviews <file>', 'interviews with levels, as TSV, may be gzipped')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write each interval with the judgement, one JSON object a line')
    .action(evaluateIntervals);
}

async function evaluateIntervals({
  labels,
  interviews,
  json,
  predictions,
  ...source
}: Options): Promise<void> {
  const held: HeldInterval[] = [];
  if (labels !== undefined) held.push(...ofSpeech(await scoredUtterances({ ...source, labels })));
  if (interviews !== undefined) held.push(...ofInterviews(await predictInterviewLevels(interviews, 'whole')));
  if (held.length === 0) throw new Error('Name what people judged with --labels or --interviews.');
  if (predictions !== undefined) {
    await writeFile(predictions, held.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }
  const rows = [...Map.groupBy(held, ({ measure }) => measure)].map(([measure, own]) => ({
    measure,
    items: own.length,
    held: mean(own.map(({ low, high, judged }) => (low <= judged && judged <= high ? 1 : 0))),
    meanWidth: mean(own.map(({ low, high }) => high - low)),
  }));
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : asTable(rows));
}

/** Utterances one by one, of all and of adults. */
function ofSpeech(utterances: readonly ScoredUtterance[]): HeldInterval[] {
  const groups = [
    { name: 'utterance', own: utterances },
    { name: 'adult utterance', own: utterances.filter(({ label }) => isAdult(label)) },
  ];
  return groups.flatMap(({ name, own }) =>
    own.flatMap(({ label, predicted }) =>
      EXPERT_SCORE_NAMES.map((judgement) => ({
        measure: `${judgement} of an ${name}`,
        item: label.id,
        low: Math.max(0, predicted[judgement] - predicted.halfWidths[judgement]),
        high: Math.min(10, predicted[judgement] + predicted.halfWidths[judgement]),
        judged: label[judgement],
      })),
    ),
  );
}

function ofInterviews(interviews: readonly InterviewLevels[]): HeldInterval[] {
  return interviews.map(({ id, judged, predicted }) => ({
    measure: 'level of an interview',
    item: id,
    low: predicted.level - predicted.halfWidth,
    high: predicted.level + predicted.halfWidth,
    judged,
  }));
}

function asTable(
  rows: readonly { measure: string; items: number; held: number; meanWidth: number }[],
): string {
  const lines = rows.map(
    ({ measure, items, held, meanWidth }) =>
      `${measure.padEnd(32)}${String(items).padStart(6)}${`${(100 * held).toFixed(1)} %`.padStart(10)}${meanWidth.toFixed(2).padStart(12)}\n`,
  );
  return [`${''.padEnd(32)} items      held  mean width\n`, ...lines].join('');
}
