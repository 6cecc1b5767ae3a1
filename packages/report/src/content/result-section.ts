import { scaleFigure } from '../figures/scale-figure.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';
import { date, languageName } from './wording.ts';

/** What the overall score says, and how sure it is. */
function summary({ scores, analysis, audio }: ReportSource, isOwn: boolean): string {
  const language = languageName(audio.requestedLanguage);
  const whose = isOwn ? `Your spoken ${language}` : `The spoken ${language} in this recording`;
  if (scores.overall === null) {
    return `${whose} has no overall score, because not all of its three parts could be scored. What could be scored is shown below, with the reason for what could not.`;
  }
  const { interval } = analysis.overall;
  const sure = interval
    ? ` In nine cases of ten, people who score such recordings would agree on a value from ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}: the pale bars show these ranges.`
    : '';
  return `${whose} comes out at ${scores.cefrLevel} overall, ${scores.overall.toFixed(1)} on a scale of 0 to 5.${sure}`;
}

/** What a reader has to know before trusting the numbers. */
function notices({ analysis, candidateDetection }: ReportSource, audience: Audience): Block[] {
  const { warnings, humanReview } = analysis.quality;
  const blocks: Block[] = [];
  if (warnings.length > 0) {
    blocks.push({
      kind: 'notice',
      title: 'Please note',
      lines: warnings.map(({ message }) => message),
    });
  }
  if (audience === 'candidate') return blocks;
  if (candidateDetection.confidence !== 'high') {
    blocks.push({
      kind: 'notice',
      title: 'Is this the right speaker?',
      lines: [
        `It is not certain that the candidate is ${candidateDetection.speakerLabel} (${candidateDetection.confidence} confidence). ${candidateDetection.reason}`,
      ],
    });
  }
  if (humanReview.recommended) {
    blocks.push({ kind: 'notice', title: 'A person should listen', lines: humanReview.reasons });
  }
  return blocks;
}

/** What a person made of the result, beside the machine's scores; names and notes are for colleagues. */
function reviewNotice({ review }: ReportSource, audience: Audience): Block[] {
  if (!review) return [];
  const { decision, scores, note, at, by } = review;
  const given = Object.entries(scores ?? {}).flatMap(([name, score]) =>
    score === undefined ? [] : [`${name} ${score.toFixed(1)}`],
  );
  const verdict =
    decision === 'agree'
      ? 'agrees with the scores above'
      : 'sees the result differently; the scores above are the program’s';
  const lines = [`A person has reviewed this result on ${date(at)} and ${verdict}.`];
  if (given.length > 0) lines.push(`Scores that the reviewer would give, of 5: ${given.join(', ')}.`);
  if (audience === 'recruiter') lines.push(`Reviewed by ${by.label}.${note ? ` ${note}` : ''}`);
  return [{ kind: 'notice', title: 'Reviewed by a person', lines }];
}

/** The scores on their scale, what they mean, and what a reader has to know before trusting them. */
export function resultSection(source: ReportSource, audience: Audience): Section {
  const { scores, analysis } = source;
  const figure = scaleFigure([
    {
      name: 'Overall',
      score: scores.overall,
      level: scores.cefrLevel,
      interval: analysis.overall.interval,
      isMain: true,
    },
    {
      name: 'Vocabulary',
      score: scores.vocabulary,
      level: scores.vocabularyCefr,
      interval: analysis.vocabulary.interval,
    },
    {
      name: 'Fluency',
      score: scores.fluency,
      level: scores.fluencyCefr,
      interval: analysis.fluency.interval,
    },
    {
      name: 'Accent',
      score: scores.accent,
      level: scores.accentCefr,
      interval: analysis.accent.interval,
    },
  ]);
  return {
    title: 'Result',
    blocks: [
      { kind: 'paragraph', text: summary(source, audience === 'candidate') },
      { kind: 'figure', caption: '', figure },
      ...reviewNotice(source, audience),
      ...notices(source, audience),
    ],
  };
}
