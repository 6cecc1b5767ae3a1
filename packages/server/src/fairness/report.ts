/** Whether groups of people fare alike. Pure: counts of people in, figures out. */
import {
  FAIRNESS_MEASURES,
  type FairnessMeasure,
  type FairnessReport,
  type GroupFairness,
  type MeasureFairness,
} from '@vivavoce/contract';
import { median } from 'simple-statistics';
import { exactTest, FOUR_FIFTHS, impactRatio, peopleNeeded, type Rate, rateOf } from './rates.ts';

/** How many people of a group have a value of a measure. */
export interface Tally {
  readonly measure: FairnessMeasure;
  /** Values of the keys that make the groups, in their order. */
  readonly group: readonly string[];
  /** A score, 0 to 5; of selection, 1 for people who were selected and 0 for the others. */
  readonly value: number;
  readonly people: number;
}

/** The people of the report, everybody once. */
export interface AssessedPeople {
  readonly people: number;
  /** Those for whom every key of the groups has a value. */
  readonly grouped: number;
  /** How many groups there are; counted no further than needed to see that there are too many. */
  readonly groups: number;
  /** Of those in a group, if there are not too many; whose outcome or score is not known is in none. */
  readonly tallies: readonly Tally[];
}

/** What is asked for. */
export interface FairnessQuery {
  readonly groupedBy: readonly string[];
  readonly outcome: { readonly key: string; readonly selected: string } | null;
}

/** People below which a group is not shown: figures of fewer tell about persons, and nothing about the group. Ours. */
export const MIN_GROUP_SIZE = 10;

/** A metadata key with more values identifies people rather than groups. */
export const MAX_GROUPS = 100;

/** A group, and how many of its people have each value of one measure. */
interface MeasuredGroup {
  readonly group: readonly string[];
  /** People, and those of them who were selected or scored above the median. */
  readonly rate: Rate;
  readonly meanValue: number;
}

/**
 * The report on people, everybody once.
 * @param notes on how to read it.
 */
export function fairnessReport(
  { people, grouped, tallies }: AssessedPeople,
  question: FairnessQuery,
  notes: readonly string[],
): FairnessReport {
  const { groupedBy, outcome } = question;
  const measures = FAIRNESS_MEASURES.filter((measure) => measure !== 'selection' || outcome !== null);
  return {
    groupedBy: [...groupedBy],
    outcome,
    people,
    withoutGroup: people - grouped,
    smallestGroup: MIN_GROUP_SIZE,
    measures: measures.map((measure) => measureFairness({ measure, grouped, tallies }, groupedBy)),
    notes: [...notes],
  };
}

const peopleIn = (tallies: readonly { readonly people: number }[]): number =>
  tallies.reduce((sum, { people }) => sum + people, 0);

function measureFairness(
  {
    measure,
    grouped,
    tallies: all,
  }: Pick<AssessedPeople, 'grouped' | 'tallies'> & { readonly measure: FairnessMeasure },
  groupedBy: readonly string[],
): MeasureFairness {
  const tallies = all.filter((tally) => tally.measure === measure);
  const middle = measure === 'selection' ? null : medianOf(tallies);
  const groups = [...Map.groupBy(tallies, ({ group }) => JSON.stringify(group)).values()].map((own) =>
    measuredGroup(own, middle),
  );
  const shown = groups
    .filter(({ rate }) => rate.people >= MIN_GROUP_SIZE)
    .toSorted((a, b) => b.rate.people - a.rate.people || (groupName(a) < groupName(b) ? -1 : 1));
  const small = groups.filter(({ rate }) => rate.people < MIN_GROUP_SIZE);
  const highest = shown.reduce<MeasuredGroup | null>(
    (best, group) => (best === null || rateOf(group.rate) > rateOf(best.rate) ? group : best),
    null,
  );
  const highestRate = highest === null ? 0 : rateOf(highest.rate);
  const people = peopleIn(tallies);
  return {
    measure,
    median: middle,
    people,
    notAssessed: grouped - people,
    peopleNeededPerGroup: highestRate === 0 ? null : peopleNeeded(highestRate),
    groups: shown.map((group) => groupFairness(group, { highest: highest ?? group, groupedBy, measure })),
    suppressed: { groups: small.length, people: peopleIn(small.map(({ rate }) => rate)) },
  };
}

function measuredGroup(tallies: readonly Tally[], middle: number | null): MeasuredGroup {
  const people = peopleIn(tallies);
  return {
    group: tallies[0]?.group ?? [],
    rate: { count: peopleIn(tallies.filter(({ value }) => value > (middle ?? 0))), people },
    meanValue: tallies.reduce((sum, tally) => sum + tally.value * tally.people, 0) / people,
  };
}

function groupFairness(
  { group, rate: own, meanValue }: MeasuredGroup,
  {
    highest,
    groupedBy,
    measure,
  }: {
    readonly highest: MeasuredGroup;
    readonly groupedBy: readonly string[];
    readonly measure: FairnessMeasure;
  },
): GroupFairness {
  const isHighest = own === highest.rate;
  const impact = impactRatio(own, highest.rate);
  return {
    group: Object.fromEntries(groupedBy.map((key, at) => [key, group[at] ?? ''])),
    people: own.people,
    meanScore: measure === 'selection' ? null : rounded(meanValue),
    count: own.count,
    rate: rounded(rateOf(own)),
    impactRatio: impact && rounded(impact.ratio),
    impactRatioInterval:
      impact === null || isHighest
        ? null
        : { low: rounded(impact.low), high: rounded(impact.high), level: 0.95 },
    isBelowFourFifths: impact && impact.ratio < FOUR_FIFTHS,
    pValue: isHighest ? null : exactTest(own, highest.rate),
  };
}

const groupName = ({ group }: MeasuredGroup): string => group.join('\u0000');

/** The median of values that come several times each; null of none. */
function medianOf(tallies: readonly Tally[]): number | null {
  const sorted = tallies.toSorted((a, b) => a.value - b.value);
  const people = peopleIn(sorted);
  /** The value of the person at a place, counted from 0. */
  const at = (place: number): number => {
    let passed = 0;
    for (const { value, people: count } of sorted) {
      passed += count;
      if (passed > place) return value;
    }
    return 0;
  };
  return people === 0 ? null : median([at(Math.floor((people - 1) / 2)), at(Math.floor(people / 2))]);
}

/** Four decimals tell rates of any real group apart. */
function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
