import { writeFile } from 'node:fs/promises';
import { EXPERT_SCORE_NAMES, type ExpertScores } from '@vivavoce/engine';
import { Command } from 'commander';
import { type Agreement, agreementOf } from './agreement.ts';
import {
  bySpeaker,
  isAdult,
  type ScoredUtterance,
  type SpeechSource,
  scoredUtterances,
} from './labelled-speech.ts';

interface Options extends SpeechSource {
  readonly json?: boolean;
  readonly predictions?: string;
}

/** Agreement by judgement for each group of utterances or speakers. */
type Groups = Readonly<Record<string, Readonly<Record<keyof ExpertScores, Agreement>>>>;

/** `vivavoce evaluate read-speech`: experts' scores of read utterances, from their sound without the text. */
export function readSpeechCommand(): Command {
  return new Command('read-speech')
    .description(
      'Agreement with experts who scored read utterances, 0 to 10; the text that was read is not used',
    )
    .option('--audio <folder>', 'recordings, named <id>.ogg, <id>.wav or otherwise')
    .requiredOption('--labels <file>', 'JSONL: id, speaker, age, gender, accuracy, fluency, prosodic, total')
    .option('--scored <file>', 'predictions that were written before, instead of recordings')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write what was predicted, one JSON object an utterance')
    .action(evaluateReadSpeech);
}

async function evaluateReadSpeech({ json, predictions, ...source }: Options): Promise<void> {
  const utterances = await scoredUtterances(source);
  if (predictions !== undefined) {
    await writeFile(
      predictions,
      utterances.map(({ predicted }) => `${JSON.stringify(predicted)}\n`).join(''),
    );
  }
  const groups = agreementByGroup(utterances);
  process.stdout.write(json ? `${JSON.stringify(groups, null, 2)}\n` : asTable(groups));
}

/** Agreement over utterances, speakers, and groups of them; a group without anybody is left out. */
function agreementByGroup(utterances: readonly ScoredUtterance[]): Groups {
  const adults = utterances.filter(({ label }) => isAdult(label));
  const groups = new Map([
    ['utterances', utterances],
    ['speakers', bySpeaker(utterances)],
    ['adults', adults],
    ['adult speakers', bySpeaker(adults)],
    ['children', utterances.filter(({ label }) => !isAdult(label))],
    ...Map.groupBy(utterances, ({ label }) => `gender ${label.gender}`),
    ...Map.groupBy(utterances, ({ label }) => ageGroup(label.age)),
  ]);
  return Object.fromEntries(
    [...groups].filter(([, own]) => own.length > 0).map(([name, own]) => [name, agreementOfAll(own)]),
  );
}

function ageGroup(age: number): string {
  return age < 12 ? 'under 12' : age < 16 ? '12 to 15' : age < 30 ? '16 to 29' : '30 and over';
}

function agreementOfAll(utterances: readonly ScoredUtterance[]): Record<keyof ExpertScores, Agreement> {
  const of = (judgement: keyof ExpertScores) =>
    agreementOf(
      utterances.map(({ label, predicted }) => ({
        predicted: predicted[judgement],
        judged: label[judgement],
      })),
    );
  return { accuracy: of('accuracy'), fluency: of('fluency'), prosodic: of('prosodic'), total: of('total') };
}

function asTable(groups: Groups): string {
  const cell = (value: number | null) => (value === null ? '-' : value.toFixed(3)).padStart(7);
  const rows = Object.entries(groups).map(([name, agreement]) => {
    const cells = EXPERT_SCORE_NAMES.map((judgement) => {
      const { pearson, spearman, rmse } = agreement[judgement];
      return `${cell(pearson)}${cell(spearman)}${cell(rmse)}  `;
    });
    return `${name.padEnd(16)}${String(agreement.total.items).padStart(6)}  ${cells.join('')}\n`;
  });
  return [
    `Pearson, Spearman, RMSE   ${EXPERT_SCORE_NAMES.map((judgement) => judgement.padEnd(23)).join('')}\n`,
    ...rows,
  ].join('');
}
