import { type ScaleRow, scaleFigure } from '../figures/scale-figure.ts';
import type { ReportWording, ResultTexts } from '../wording/report-wording.ts';
import type { Writing } from '../wording/writing.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIMENSIONS = ['vocabulary', 'fluency', 'accent', 'overall'] as const;

/** What the overall score says, and how sure it is. */
function summary({ audio, scores, analysis }: ReportSource, isOwn: boolean, write: Writing): string {
  const say = write.say.result;
  const language = write.languageName(audio.requestedLanguage);
  if (scores.overall === null || scores.cefrLevel === null) return say.withoutOverall(isOwn, language);
  const { interval } = analysis.overall;
  const told = say.summary(isOwn, language, scores.cefrLevel, write.decimal(scores.overall));
  return interval ? `${told} ${say.sure(write.decimal(interval.low), write.decimal(interval.high))}` : told;
}

/** What a reader has to know before trusting the numbers. */
function notices(
  { analysis, candidateDetection }: ReportSource,
  audience: Audience,
  say: ResultTexts,
): Block[] {
  const { warnings, humanReview } = analysis.quality;
  const blocks: Block[] = [];
  if (warnings.length > 0) {
    blocks.push({
      kind: 'notice',
      title: say.note,
      lines: warnings.map(({ message }) => message),
    });
  }
  if (audience === 'candidate') return blocks;
  if (candidateDetection.confidence !== 'high') {
    blocks.push({
      kind: 'notice',
      title: say.rightSpeaker,
      lines: [
        `${say.uncertain(candidateDetection.speakerLabel, candidateDetection.confidence)} ${candidateDetection.reason}`,
      ],
    });
  }
  if (humanReview.recommended) {
    blocks.push({ kind: 'notice', title: say.listen, lines: humanReview.reasons });
  }
  return blocks;
}

/** What a person made of the result, beside the machine's scores; names and notes are for colleagues. */
function reviewNotice({ review }: ReportSource, audience: Audience, write: Writing): Block[] {
  if (!review) return [];
  const { decision, scores, note, at, by } = review;
  const say = write.say.review;
  const given = DIMENSIONS.flatMap((name) => {
    const score = scores?.[name];
    return score === undefined ? [] : [`${say.dimensions[name]} ${write.decimal(score)}`];
  });
  const when = write.date(at);
  const lines = [decision === 'agree' ? say.agrees(when) : say.differs(when)];
  if (given.length > 0) lines.push(say.scores(given.join(', ')));
  if (audience === 'recruiter') lines.push(`${say.by(by.label)}${note ? ` ${note}` : ''}`);
  return [{ kind: 'notice', title: say.title, lines }];
}

function scaleRows({ scores, analysis }: ReportSource, say: ReportWording): ScaleRow[] {
  return [
    {
      name: say.result.overall,
      score: scores.overall,
      level: scores.cefrLevel,
      interval: analysis.overall.interval,
      isMain: true,
    },
    {
      name: say.vocabulary.title,
      score: scores.vocabulary,
      level: scores.vocabularyCefr,
      interval: analysis.vocabulary.interval,
    },
    {
      name: say.fluency.title,
      score: scores.fluency,
      level: scores.fluencyCefr,
      interval: analysis.fluency.interval,
    },
    {
      name: say.accent.title,
      score: scores.accent,
      level: scores.accentCefr,
      interval: analysis.accent.interval,
    },
  ];
}

/** The scores on their scale, what they mean, and what a reader has to know before trusting them. */
export function resultSection(source: ReportSource, audience: Audience, write: Writing): Section {
  const { say } = write;
  return {
    title: say.result.title,
    blocks: [
      { kind: 'paragraph', text: summary(source, audience === 'candidate', write) },
      { kind: 'figure', caption: '', figure: scaleFigure(scaleRows(source, say), write) },
      ...reviewNotice(source, audience, write),
      ...notices(source, audience, say.result),
    ],
  };
}
