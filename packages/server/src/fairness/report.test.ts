import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fairnessReportSchema } from '@vivavoce/contract';
import fc from 'fast-check';
import { median } from 'simple-statistics';
import { FAIRNESS_NAMES, fairnessCsv } from './csv.ts';
import { type AssessedPeople, MIN_GROUP_SIZE, fairnessReport as reportOn, type Tally } from './report.ts';

const question = { groupedBy: ['site'], outcome: null };
const outcome = { key: 'hired', selected: 'yes' };

/** A person: a group, whether selected, and scores; null where one is not known. */
interface AssessedPerson {
  readonly group: readonly string[] | null;
  readonly isSelected: boolean | null;
  readonly scores: Readonly<Record<'overall' | 'vocabulary' | 'fluency' | 'accent', number | null>>;
}

/** People counted one by one. */
function counted(people: readonly AssessedPerson[]): AssessedPeople {
  const tallies = people.flatMap(({ group, isSelected, scores }): Tally[] =>
    Object.entries({ selection: isSelected === null ? null : Number(isSelected), ...scores }).flatMap(
      ([measure, value]) =>
        group === null || value === null
          ? []
          : [{ measure: measure as Tally['measure'], group, value, people: 1 }],
    ),
  );
  const groups = people.flatMap(({ group }) => (group === null ? [] : [JSON.stringify(group)]));
  return { people: people.length, grouped: groups.length, groups: new Set(groups).size, tallies };
}

const fairnessReport = (people: readonly AssessedPerson[], asked: Parameters<typeof reportOn>[1]) =>
  reportOn(counted(people), asked, []);

/** Somebody of a group with one score for everything. */
function person(
  site: string | null,
  score: number | null,
  isSelected: boolean | null = null,
): AssessedPerson {
  const scores = { overall: score, vocabulary: score, fluency: score, accent: score };
  return { group: site === null ? null : [site], isSelected, scores };
}

const many = (count: number, one: AssessedPerson) => Array.from({ length: count }, () => one);

describe('the fairness report', () => {
  it('compares the groups with the one of the highest rate', () => {
    const people = [
      ...many(48, person('north', 4, true)),
      ...many(32, person('north', 2, false)),
      ...many(12, person('south', 4, true)),
      ...many(28, person('south', 2, false)),
      person(null, 4, true),
      person('south', null, null),
    ];
    const report = fairnessReport(people, { groupedBy: ['site'], outcome });
    assert.deepEqual(fairnessReportSchema.parse(report), report);
    assert.equal(report.people, 122);
    assert.equal(report.withoutGroup, 1);
    const [selection, overall] = report.measures;
    assert.deepEqual(
      selection?.groups.map(({ group, people: size, count, rate, impactRatio, isBelowFourFifths }) => ({
        ...group,
        size,
        count,
        rate,
        impactRatio,
        isBelowFourFifths,
      })),
      [
        { site: 'north', size: 80, count: 48, rate: 0.6, impactRatio: 1, isBelowFourFifths: false },
        { site: 'south', size: 40, count: 12, rate: 0.3, impactRatio: 0.5, isBelowFourFifths: true },
      ],
    );
    const [north, south] = selection?.groups ?? [];
    assert.equal(north?.pValue, null);
    assert.ok((south?.pValue ?? 1) < 0.01);
    assert.equal(selection?.notAssessed, 1);
    assert.equal(overall?.median, 3);
    assert.equal(overall?.groups[1]?.meanScore, 2.6);
    assert.equal(overall?.groups[1]?.count, 12, 'those above the median');
  });
});

describe('what the fairness report shows', () => {
  it('shows no small group, and nobody’s value of it', () => {
    const people = [
      ...many(30, person('north', 3)),
      ...many(MIN_GROUP_SIZE - 1, person('Zacharias Quill', 1)),
    ];
    const report = fairnessReport(people, question);
    assert.ok(!JSON.stringify(report).includes('Quill'));
    for (const { groups, suppressed } of report.measures) {
      assert.equal(groups.length, 1);
      assert.deepEqual(suppressed, { groups: 1, people: MIN_GROUP_SIZE - 1 });
    }
  });

  it('of nobody, or of people without scores, is whole and holds no figure', () => {
    for (const people of [[], many(20, person('north', null)), many(20, person(null, 3))]) {
      const report = fairnessReport(people, question);
      assert.deepEqual(fairnessReportSchema.parse(report), report);
      for (const { groups, median, peopleNeededPerGroup } of report.measures) {
        assert.deepEqual(
          { groups, median, peopleNeededPerGroup },
          { groups: [], median: null, peopleNeededPerGroup: null },
        );
      }
    }
  });

  it('counts everybody once, and has a group of the highest rate whose ratio is 1', () => {
    const somebody = fc.record({
      site: fc.constantFrom('a', 'b', 'c', null),
      score: fc.option(fc.integer({ min: 0, max: 50 }).map((tenths) => tenths / 10)),
    });
    fc.assert(
      fc.property(fc.array(somebody, { maxLength: 120 }), (everybody) => {
        const report = fairnessReport(
          everybody.map(({ site, score }) => person(site, score)),
          question,
        );
        const scores = everybody.flatMap(({ site, score }) =>
          site === null || score === null ? [] : [score],
        );
        for (const { people, notAssessed, groups, suppressed, median: middle } of report.measures) {
          assert.equal(middle, scores.length === 0 ? null : median(scores));
          assert.equal(people + notAssessed + report.withoutGroup, report.people);
          assert.equal(
            groups.reduce((sum, group) => sum + group.people, suppressed.people),
            people,
          );
          assert.ok(groups.every(({ impactRatio }) => impactRatio === null || impactRatio <= 1));
          if (groups.some(({ count }) => count > 0))
            assert.ok(groups.some(({ impactRatio }) => impactRatio === 1));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('as CSV has a line for each group and measure, and no formula', () => {
    const people = [...many(12, person('=HYPERLINK("x")', 4)), ...many(12, person('south', 2))];
    const lines = fairnessCsv(fairnessReport(people, question), FAIRNESS_NAMES, { escape_formulas: true })
      .trimEnd()
      .split('\n');
    assert.equal(lines.length, 1 + 4 * 2);
    assert.match(lines[0] ?? '', /^measure,site,people,/);
    assert.ok(
      lines.every((line) => !/(^|,)"?=/.test(line)),
      lines.join('\n'),
    );
  });
});
