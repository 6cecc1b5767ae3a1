import { addCounts, diarizationErrorRate } from './diarization-error.ts';
import type { ExpertScores, InterviewComparison, PredictedScores } from './interview-comparison.ts';
import { sumWordErrors, type WordErrors, wordErrorRate } from './word-error-rate.ts';

const CONFIDENCES = ['high', 'medium', 'low', 'none'] as const;
/** Which of our scores is held against which of the experts'. */
const COMPARED: readonly (readonly [keyof PredictedScores, keyof ExpertScores])[] = [
  ['accent', 'accuracy'],
  ['fluency', 'fluency'],
  ['fluency', 'prosodic'],
  ['overall', 'total'],
];
/** With fewer interviews a correlation says nothing. */
const MIN_FOR_CORRELATION = 3;

/** The figures of all interviews together; rates are null where nothing was counted. */
export function summarise(rows: readonly InterviewComparison[]) {
  const counts = addCounts(rows);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const count = (wanted: (row: InterviewComparison) => boolean) => rows.filter(wanted).length;
  const sum = (value: (row: InterviewComparison) => number) =>
    rows.reduce((total, row) => total + value(row), 0);
  const rateOfAll = (errors: (row: InterviewComparison) => WordErrors | null) =>
    wordErrorRate(sumWordErrors(rows.map(errors).filter((one) => one !== null)));
  return {
    interviews: rows.length,
    candidateRight: count((row) => row.candidateRight),
    byConfidence: CONFIDENCES.map((confidence) => ({
      confidence,
      right: count((row) => row.confidence === confidence && row.candidateRight),
      wrong: count((row) => row.confidence === confidence && !row.candidateRight),
    })),
    diarization: {
      errorRate: diarizationErrorRate(counts),
      missed: share(counts.missedMs, counts.spokenMs),
      falseAlarm: share(counts.falseAlarmMs, counts.spokenMs),
      confusion: share(counts.confusedMs, counts.spokenMs),
    },
    speakersCountedRight: count((row) => row.speakers === row.speakersFound),
    candidateWordsRight: share(
      sum((row) => row.candidateWordsRight),
      sum((row) => row.candidateWords),
    ),
    wordErrorRate: rateOfAll((row) => row.wordErrors),
    wordErrorRateBySpeaker: rateOfAll((row) => row.wordErrorsBySpeaker),
    scores: COMPARED.map(([ours, theirs]) => compare(rows, ours, theirs)),
  };
}

/** Rows and summary for machines. */
export function interviewsAsJson(rows: readonly InterviewComparison[]): string {
  return JSON.stringify({ interviews: rows, total: summarise(rows) }, null, 2);
}

/** Rows and summary for people. */
export function interviewsAsTable(rows: readonly InterviewComparison[]): string {
  const total = summarise(rows);
  const { errorRate, missed, falseAlarm, confusion } = total.diarization;
  return [
    `${'interview'.padEnd(30)}candidate           DER  speakers  own words  word errors  by speaker`,
    ...rows.map(tableRow),
    '',
    `candidate right              ${total.candidateRight} of ${total.interviews}`,
    ...total.byConfidence.map(
      ({ confidence, right, wrong }) => `  ${confidence.padEnd(27)}${right} right, ${wrong} wrong`,
    ),
    `diarization error            ${percent(errorRate)} (missed ${percent(missed)}, false ${percent(falseAlarm)}, confused ${percent(confusion)})`,
    `speakers counted right       ${total.speakersCountedRight} of ${total.interviews}`,
    `candidate's words to the candidate  ${percent(total.candidateWordsRight)}`,
    `word error rate              ${percent(total.wordErrorRate)}, speaker by speaker ${percent(total.wordErrorRateBySpeaker)}`,
    ...total.scores.map(
      ({ ours, theirs, interviews, correlation }) =>
        `${ours} with experts' ${theirs}: correlation ${correlation === null ? 'not known' : correlation.toFixed(2)} (${interviews} interviews)`,
    ),
    '',
  ].join('\n');
}

function tableRow(row: InterviewComparison): string {
  const candidateCell = `${row.candidateRight ? 'right' : 'WRONG'} (${row.confidence})`;
  const own = row.candidateWords === 0 ? null : row.candidateWordsRight / row.candidateWords;
  return [
    row.file.padEnd(30),
    candidateCell.padEnd(16),
    percent(diarizationErrorRate(row)).padStart(9),
    `${row.speakersFound}/${row.speakers}`.padStart(10),
    percent(own).padStart(11),
    percent(rateOf(row.wordErrors)).padStart(13),
    percent(rateOf(row.wordErrorsBySpeaker)).padStart(12),
  ].join('');
}

/** Pearson's correlation of one of our scores with one of the experts'. */
function compare(
  rows: readonly InterviewComparison[],
  ours: keyof PredictedScores,
  theirs: keyof ExpertScores,
) {
  const pairs = rows.flatMap(({ scores, experts }): [number, number][] => {
    const made = scores?.[ours] ?? null;
    return made === null || experts === null ? [] : [[made, experts[theirs]]];
  });
  const enough = pairs.length >= MIN_FOR_CORRELATION;
  return { ours, theirs, interviews: pairs.length, correlation: enough ? correlation(pairs) : null };
}

function correlation(pairs: readonly (readonly [number, number])[]): number | null {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [meanX, meanY] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const [xx, yy, xy] = [
    mean(pairs.map(([x]) => (x - meanX) ** 2)),
    mean(pairs.map(([, y]) => (y - meanY) ** 2)),
    mean(pairs.map(([x, y]) => (x - meanX) * (y - meanY))),
  ];
  return xx === 0 || yy === 0 ? null : xy / Math.sqrt(xx * yy);
}

function rateOf(errors: WordErrors | null): number | null {
  return errors === null ? null : wordErrorRate(errors);
}

/** A share from 0 to 1 for people; a dash where there is none. */
export function percent(share: number | null): string {
  return share === null ? '-' : `${(100 * share).toFixed(1)} %`;
}
