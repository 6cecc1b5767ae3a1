import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { type Agreement, agreementOf, mean } from './agreement.ts';
import { type InterviewLevels, predictInterviewLevels } from './interview-levels.ts';

interface Options {
  readonly file: string;
  readonly half?: boolean;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** How well levels agree with the examiners'. */
interface LevelAgreement extends Agreement {
  /** Share of interviews whose rounded level is the examiners'. */
  readonly exact: number;
  /** Share whose rounded level is at most one off. */
  readonly withinOne: number;
}

/** `vivavoce evaluate interview-text`: examiners' levels of interviews, from the transcripts. */
export function interviewTextCommand(): Command {
  return new Command('interview-text')
    .description('Agreement with the levels, 1 to 9, that examiners gave to interviews, from the words alone')
    .requiredOption('--file <file>', 'interviews with levels, a word a row, as TSV; may be gzipped')
    .option('--half', 'score the first half of each interview only')
    .option('--json', 'print the figures as JSON')
    .option('--predictions <file>', 'write interview, level, vocabulary and fluency, one JSON object a line')
    .action(evaluateInterviewText);
}

async function evaluateInterviewText({ file, half, json, predictions }: Options): Promise<void> {
  const interviews = await predictInterviewLevels(file, half ? 'half' : 'whole');
  if (predictions !== undefined) {
    await writeFile(predictions, interviews.map((one) => `${JSON.stringify(predictionOf(one))}\n`).join(''));
  }
  const agreement = levelAgreement(interviews);
  process.stdout.write(json ? `${JSON.stringify(agreement, null, 2)}\n` : asText(agreement));
}

function predictionOf({ id, predicted: { level, vocabulary, fluency } }: InterviewLevels) {
  return { interview: id, level, vocabulary, fluency };
}

function levelAgreement(interviews: readonly InterviewLevels[]): LevelAgreement {
  const pairs = interviews.map(({ judged, predicted }) => ({ judged, predicted: predicted.level }));
  const off = pairs.map(({ judged, predicted }) => Math.abs(Math.round(predicted) - judged));
  return {
    ...agreementOf(pairs),
    exact: mean(off.map((levels) => (levels === 0 ? 1 : 0))),
    withinOne: mean(off.map((levels) => (levels <= 1 ? 1 : 0))),
  };
}

function asText({ items, pearson, spearman, rmse, meanError, exact, withinOne }: LevelAgreement): string {
  const shown = (value: number | null) => value?.toFixed(3) ?? '-';
  return (
    `${items} interviews: Pearson ${shown(pearson)}, Spearman ${shown(spearman)}, RMSE ${shown(rmse)}, ` +
    `mean error ${shown(meanError)}, exact ${shown(exact)}, within one ${shown(withinOne)}\n`
  );
}
