/** Whether groups of people fare alike. Pure: people in, figures out. */
import {
  FAIRNESS_MEASURES,
  type FairnessMeasure,
  type FairnessReport,
  type GroupFairness,
  type MeasureFairness,
} from '@vivavoce/contract';
import { mean, median } from 'simple-statistics';
import { exactTest, FOUR_FIFTHS, impactRatio, peopleNeeded, type Rate, rateOf } from './rates.ts';

/** One person of the report: a group by the client's own words, and what the machine made of them. */
export interface AssessedPerson {
  /** Values of the keys that make the groups, in their order; null where one of them is missing. */
  readonly group: readonly string[] | null;
  /** Whether the person was selected; null where that is not known. */
  readonly isSelected: boolean | null;
  /** 0 to 5; null where no score was made. */
  readonly scores: Readonly<Record<Exclude<FairnessMeasure, 'selection'>, number | null>>;
}

/** What is asked for. */
export interface FairnessQuery {
  readonly groupedBy: readonly string[];
  readonly outcome: { readonly key: string; readonly selected: string } | null;
}

/** People below which a group is not shown: figures of fewer tell about persons, and nothing about the group. Ours. */
export const MIN_GROUP_SIZE = 10;

const NOTES = [
  'Groups come from the metadata of the runs alone; nothing is inferred from a voice.',
  'A ratio below 0.8 is a sign to look closer, no proof of unfairness; a higher one is no proof of fairness either.',
  'A small p-value says that chance alone hardly explains the difference; with few people differences stay hidden.',
  'Scoring rates compare with the median of everybody in a group (New York City, Local Law 144).',
];

/** A person with the value of one measure. */
interface MeasuredPerson {
  readonly group: readonly string[];
  readonly isCounted: boolean;
  /** 0 to 5; null for selection. */
  readonly score: number | null;
}

/** The report on people, everybody once. */
export function fairnessReport(people: readonly AssessedPerson[], question: FairnessQuery): FairnessReport {
  const { groupedBy, outcome } = question;
  const grouped = people.filter((person) => person.group !== null);
  const measures = FAIRNESS_MEASURES.filter((measure) => measure !== 'selection' || outcome !== null);
  return {
    groupedBy: [...groupedBy],
    outcome,
    people: people.length,
    withoutGroup: people.length - grouped.length,
    smallestGroup: MIN_GROUP_SIZE,
    measures: measures.map((measure) => measureFairness(grouped, measure, groupedBy)),
    notes: NOTES,
  };
}

function measureFairness(
  people: readonly AssessedPerson[],
  measure: FairnessMeasure,
  groupedBy: readonly string[],
): MeasureFairness {
  const middle =
    measure === 'selection'
      ? null
      : medianOf(people.map(({ scores }) => scores[measure]).filter((score) => score !== null));
  const measured = people.flatMap((person) => measuredPerson(person, measure, middle));
  const groups = [...Map.groupBy(measured, ({ group }) => JSON.stringify(group)).values()];
  const shown = groups
    .filter((group) => group.length >= MIN_GROUP_SIZE)
    .toSorted((a, b) => b.length - a.length || (groupName(a) < groupName(b) ? -1 : 1));
  const small = groups.filter((group) => group.length < MIN_GROUP_SIZE);
  const highest = shown.reduce<readonly MeasuredPerson[] | null>(
    (best, group) => (best === null || rateOf(rateIn(group)) > rateOf(rateIn(best)) ? group : best),
    null,
  );
  const highestRate = highest === null ? 0 : rateOf(rateIn(highest));
  return {
    measure,
    median: middle,
    people: measured.length,
    notAssessed: people.length - measured.length,
    peopleNeededPerGroup: highestRate === 0 ? null : peopleNeeded(highestRate),
    groups: shown.map((group) => groupFairness(group, highest ?? group, groupedBy)),
    suppressed: { groups: small.length, people: small.flat().length },
  };
}

function measuredPerson(
  person: AssessedPerson,
  measure: FairnessMeasure,
  middle: number | null,
): MeasuredPerson[] {
  const { group, isSelected, scores } = person;
  if (group === null) return [];
  if (measure === 'selection')
    return isSelected === null ? [] : [{ group, isCounted: isSelected, score: null }];
  const score = scores[measure];
  return score === null ? [] : [{ group, isCounted: score > (middle ?? 0), score }];
}

function groupFairness(
  group: readonly MeasuredPerson[],
  highest: readonly MeasuredPerson[],
  groupedBy: readonly string[],
): GroupFairness {
  const own = rateIn(group);
  const other = rateIn(highest);
  const isHighest = group === highest;
  const impact = impactRatio(own, other);
  const scores = group.map(({ score }) => score).filter((score) => score !== null);
  const values = group[0]?.group ?? [];
  return {
    group: Object.fromEntries(groupedBy.map((key, at) => [key, values[at] ?? ''])),
    people: own.people,
    meanScore: scores.length === 0 ? null : rounded(mean(scores)),
    count: own.count,
    rate: rounded(rateOf(own)),
    impactRatio: impact && rounded(impact.ratio),
    impactRatioInterval:
      impact === null || isHighest
        ? null
        : { low: rounded(impact.low), high: rounded(impact.high), level: 0.95 },
    isBelowFourFifths: impact && impact.ratio < FOUR_FIFTHS,
    pValue: isHighest ? null : exactTest(own, other),
  };
}

function groupName(group: readonly MeasuredPerson[]): string {
  return (group[0]?.group ?? []).join('\u0000');
}

function rateIn(group: readonly MeasuredPerson[]): Rate {
  return { count: group.filter(({ isCounted }) => isCounted).length, people: group.length };
}

function medianOf(values: number[]): number | null {
  return values.length === 0 ? null : median(values);
}

/** Four decimals tell rates of any real group apart. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
