import { type ScaleRow, scaleFigure } from '../figures/scale-figure.ts';
import type { ReportLocale } from '../locales/report-locale.ts';
import type { ReportTexts, ResultTexts } from '../locales/report-texts.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIMENSIONS = ['vocabulary', 'fluency', 'accent', 'overall'] as const;

/** What the overall score says, and how sure it is. */
function summary({ audio, scores, analysis }: ReportSource, isOwn: boolean, locale: ReportLocale): string {
  const texts = locale.texts.result;
  const language = locale.languageName(audio.requestedLanguage);
  if (scores.overall === null || scores.cefrLevel === null) return texts.withoutOverall(isOwn, language);
  const { interval } = analysis.overall;
  const sentence = texts.summary(isOwn, language, scores.cefrLevel, locale.decimal(scores.overall));
  return interval
    ? `${sentence} ${texts.certainty(locale.decimal(interval.low), locale.decimal(interval.high))}`
    : sentence;
}

/** What a reader has to know before trusting the numbers. */
function notices(
  { analysis, candidateDetection }: ReportSource,
  audience: Audience,
  texts: ResultTexts,
): Block[] {
  const { warnings, humanReview } = analysis.quality;
  const blocks: Block[] = [];
  if (warnings.length > 0) {
    blocks.push({
      kind: 'notice',
      title: texts.note,
      lines: warnings.map(({ message }) => message),
    });
  }
  if (audience === 'candidate') return blocks;
  if (candidateDetection.confidence !== 'high') {
    blocks.push({
      kind: 'notice',
      title: texts.rightSpeaker,
      lines: [
        `${texts.uncertain(candidateDetection.speakerLabel, candidateDetection.confidence)} ${candidateDetection.reason}`,
      ],
    });
  }
  if (humanReview.recommended) {
    blocks.push({ kind: 'notice', title: texts.listen, lines: humanReview.reasons });
  }
  return blocks;
}

/** What a person made of the result, beside the machine's scores; names and notes are for colleagues. */
function reviewNotice({ review }: ReportSource, audience: Audience, locale: ReportLocale): Block[] {
  if (!review) return [];
  const { decision, scores, note, at, by } = review;
  const texts = locale.texts.review;
  const given = DIMENSIONS.flatMap((name) => {
    const score = scores?.[name];
    return score === undefined ? [] : [`${texts.dimensions[name]} ${locale.decimal(score)}`];
  });
  const when = locale.date(at);
  const lines = [decision === 'agree' ? texts.agrees(when) : texts.differs(when)];
  if (given.length > 0) lines.push(texts.scores(given.join(', ')));
  if (audience === 'recruiter') lines.push(`${texts.by(by.label)}${note ? ` ${note}` : ''}`);
  return [{ kind: 'notice', title: texts.title, lines }];
}

function scaleRows({ scores, analysis }: ReportSource, texts: ReportTexts): ScaleRow[] {
  return [
    {
      name: texts.result.overall,
      score: scores.overall,
      level: scores.cefrLevel,
      interval: analysis.overall.interval,
      isMain: true,
    },
    {
      name: texts.vocabulary.title,
      score: scores.vocabulary,
      level: scores.vocabularyCefr,
      interval: analysis.vocabulary.interval,
    },
    {
      name: texts.fluency.title,
      score: scores.fluency,
      level: scores.fluencyCefr,
      interval: analysis.fluency.interval,
    },
    {
      name: texts.accent.title,
      score: scores.accent,
      level: scores.accentCefr,
      interval: analysis.accent.interval,
    },
  ];
}

/** The scores on their scale, what they mean, and what a reader has to know before trusting them. */
export function resultSection(source: ReportSource, audience: Audience, locale: ReportLocale): Section {
  const { texts } = locale;
  return {
    title: texts.result.title,
    blocks: [
      { kind: 'paragraph', text: summary(source, audience === 'candidate', locale) },
      { kind: 'figure', caption: '', figure: scaleFigure(scaleRows(source, texts), locale) },
      ...reviewNotice(source, audience, locale),
      ...notices(source, audience, texts.result),
    ],
  };
}
