import { writeFile } from 'node:fs/promises';
import { EXPERT_SCORE_NAMES, type ExpertScores } from '@vivavoce/engine';
import { Command } from 'commander';
import { mean, meanHalfWidth90 } from './agreement.ts';
import {
  bySpeaker,
  isAdult,
  type LabelledUtterance,
  type ScoredUtterance,
  type SpeechSource,
  scoredUtterances,
} from './labelled-speech.ts';
import { englishSpeakers, refusalsByGroup, refusalTable } from './refusals.ts';

interface Options extends Partial<SpeechSource> {
  readonly refusals?: boolean;
  readonly accent?: string;
  readonly speech?: readonly string[];
  readonly analyses?: string;
  readonly json?: boolean;
  readonly predictions?: string;
}

/** One judgement of one group of people. */
interface GroupFairness {
  readonly judgement: keyof ExpertScores;
  readonly group: string;
  readonly people: number;
  /** Mean of prediction less experts' judgement, with half of its 90 % interval, of 10 points. */
  readonly error: number;
  readonly errorHalfWidth: number;
  /** Share of the group above the median of all, over that of the best group; by the engine and by the experts. */
  readonly impactRatio: number | null;
  /** The 90 % interval of the engine's ratio (Katz et al. 1978); null where a rate is 0 or all are in one group. */
  readonly impactRatio90: readonly [number, number] | null;
  readonly expertsImpactRatio: number | null;
}

/** `vivavoce evaluate fairness`: errors and impact ratios by groups that the labels name; people, not utterances. */
export function fairnessCommand(): Command {
  return new Command('fairness')
    .description(
      'Signed errors and impact ratios by gender, age group and first language, where the labels name them',
    )
    .option('--audio <folder>', 'recordings, named <id>.ogg, <id>.wav or otherwise')
    .option('--labels <file>', 'JSONL: id, speaker, age, gender, experts’ scores; firstLanguage if known')
    .option('--scored <file>', 'predictions of read-speech that were written before, instead of recordings')
    .option('--refusals', 'who is refused every score instead: each reader’s utterances as one recording')
    .option('--accent <name>', 'with --refusals: first language of the readers, where no label names it')
    .option('--speech <accent=file...>', 'with --refusals: recordings of people who talk')
    .option(
      '--analyses <folder>',
      'with --refusals: keeps the analyses there, and reads those that are there',
    )
    .option('--json', 'print the figures as JSON')
    .option(
      '--predictions <file>',
      'write each person’s groups, judgements and predictions, one JSON object a line',
    )
    .action(evaluateFairness);
}

async function evaluateFairness(options: Options): Promise<void> {
  const { json, predictions, labels, refusals, ...source } = options;
  if (refusals) {
    const rows = refusalsByGroup(await englishSpeakers(options));
    process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : refusalTable(rows));
    return;
  }
  if (labels === undefined) throw new Error('Name the labels with --labels.');
  const people = bySpeaker(await scoredUtterances({ ...source, labels }));
  if (predictions !== undefined) {
    await writeFile(predictions, people.map((person) => `${JSON.stringify(person)}\n`).join(''));
  }
  const rows = [genderOf, ageGroupOf, languageOf].flatMap((groupOf) => ofGrouping(people, groupOf));
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : asTable(rows));
}

function genderOf({ gender }: LabelledUtterance): string {
  return `gender ${gender}`;
}

function ageGroupOf(label: LabelledUtterance): string {
  return isAdult(label) ? 'adults' : 'children';
}

function languageOf({ firstLanguage }: LabelledUtterance): string {
  return `first language ${firstLanguage ?? 'not named'}`;
}

/** Nothing for a grouping in which everybody is in one group. */
function ofGrouping(
  people: readonly ScoredUtterance[],
  groupOf: (label: LabelledUtterance) => string,
): GroupFairness[] {
  const groups = Map.groupBy(people, ({ label }) => groupOf(label));
  if (groups.size < 2) return [];
  return EXPERT_SCORE_NAMES.flatMap((judgement) => {
    const engine = selection(people, groups, ({ predicted }) => predicted[judgement]);
    const experts = selection(people, groups, ({ label }) => label[judgement]);
    return [...groups].map(([group, own]) => {
      const errors = own.map(({ label, predicted }) => predicted[judgement] - label[judgement]);
      return {
        judgement,
        group,
        people: own.length,
        error: mean(errors),
        errorHalfWidth: meanHalfWidth90(errors),
        ...engine(group),
        expertsImpactRatio: experts(group).impactRatio,
      };
    });
  });
}

/** Scoring rates and impact ratios as New York City's Local Law 144 defines them for scores. */
function selection(
  people: readonly ScoredUtterance[],
  groups: ReadonlyMap<string, readonly ScoredUtterance[]>,
  scoreOf: (person: ScoredUtterance) => number,
): (group: string) => Pick<GroupFairness, 'impactRatio' | 'impactRatio90'> {
  const sorted = people.map(scoreOf).toSorted((a, b) => a - b);
  const median = ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
  const rates = new Map(
    [...groups].map(([name, own]) => [
      name,
      { rate: mean(own.map((person) => (scoreOf(person) > median ? 1 : 0))), people: own.length },
    ]),
  );
  const best = [...rates.values()].reduce((most, one) => (one.rate > most.rate ? one : most));
  return (group) => {
    const own = rates.get(group);
    if (own === undefined || best.rate === 0) return { impactRatio: null, impactRatio90: null };
    const impactRatio = own.rate / best.rate;
    const variance = [own, best].reduce((sum, one) => sum + (1 - one.rate) / (one.people * one.rate), 0);
    const factor = Math.exp(1.645 * Math.sqrt(variance));
    const isOpen = own.rate === 0 || own === best;
    return { impactRatio, impactRatio90: isOpen ? null : [impactRatio / factor, impactRatio * factor] };
  };
}

function asTable(rows: readonly GroupFairness[]): string {
  const shown = (value: number | null) => value?.toFixed(2) ?? '-';
  const lines = rows.map((row) => {
    const error = `${shown(row.error)} +- ${shown(row.errorHalfWidth)}`;
    const interval = row.impactRatio90 === null ? '' : ` (${row.impactRatio90.map(shown).join('-')})`;
    return (
      row.judgement.padEnd(10) +
      row.group.padEnd(22) +
      String(row.people).padStart(6) +
      error.padStart(16) +
      `${shown(row.impactRatio)}${interval}`.padStart(20) +
      `${shown(row.expertsImpactRatio)}\n`.padStart(10)
    );
  });
  const head = `${''.padEnd(32)}people  error of 10 pt  impact ratio (90 %)  experts\n`;
  return [head, ...lines].join('');
}
