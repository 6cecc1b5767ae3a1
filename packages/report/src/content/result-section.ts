import { headlineOf, levelOf, overridingReview } from '@vivavoce/contract';
import { type ScaleRow, scaleFigure } from '../figures/scale-figure.ts';
import type { ReportLocale } from '../report-locale.ts';
import type { Block, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';

const DIMENSIONS = ['vocabulary', 'fluency', 'accent', 'overall'] as const;

/** What the overall score says, and how sure it is. */
function summary({ audio, scores, analysis }: ReportSource, isOwn: boolean, locale: ReportLocale): string {
  const { t } = locale;
  const context = isOwn ? 'own' : 'recording';
  const language = locale.languageName(audio.requestedLanguage);
  if (scores.overall === null || scores.cefrLevel === null) {
    return t('result.withoutOverall', { context, language });
  }
  const { interval } = analysis.overall;
  const sentence = t('result.summary', {
    context,
    language,
    level: scores.cefrLevel,
    score: scores.overall,
  });
  return interval
    ? `${sentence} ${t('result.certainty', { low: interval.low, high: interval.high })}`
    : sentence;
}

/** What a reader has to know before trusting the numbers. */
function notices(
  { analysis, candidateDetection }: ReportSource,
  audience: Audience,
  { t }: ReportLocale,
): Block[] {
  const { warnings, humanReview } = analysis.quality;
  const blocks: Block[] = [];
  if (warnings.length > 0) {
    blocks.push({
      kind: 'notice',
      title: t('result.note'),
      lines: warnings.map(({ message }) => message),
    });
  }
  if (audience === 'candidate') return blocks;
  if (candidateDetection.confidence !== 'high') {
    const { speakerLabel, confidence, reason } = candidateDetection;
    const uncertain = t('result.uncertain', {
      label: speakerLabel,
      confidence: t(`confidence.${confidence}`),
    });
    blocks.push({
      kind: 'notice',
      title: t('result.rightSpeaker'),
      lines: [`${uncertain} ${reason}`],
    });
  }
  if (humanReview.recommended) {
    blocks.push({ kind: 'notice', title: t('result.listen'), lines: humanReview.reasons });
  }
  return blocks;
}

/** What a person made of the result, beside the machine's scores; names and notes are for colleagues. */
function reviewNotice({ review }: ReportSource, audience: Audience, locale: ReportLocale): Block[] {
  if (!review) return [];
  const { decision, scores, note, at, by } = review;
  const { t } = locale;
  const given = DIMENSIONS.flatMap((name) => {
    const score = scores?.[name];
    return score === undefined ? [] : [`${t(`review.dimensions.${name}`)} ${locale.decimal(score)}`];
  });
  const date = locale.date(at);
  const lines: string[] = [t(decision === 'agree' ? 'review.agrees' : 'review.differs', { date })];
  if (given.length > 0) lines.push(t('review.scores', { scores: given.join(', ') }));
  if (audience === 'recruiter') lines.push(`${t('review.by', { name: by.label })}${note ? ` ${note}` : ''}`);
  return [{ kind: 'notice', title: t('review.title'), lines }];
}

/** What the role needs, for those who decide: evidence with its probability. */
function requirementNotice({ requirement }: ReportSource, audience: Audience, locale: ReportLocale): Block[] {
  if (!requirement || audience === 'candidate') return [];
  const { t } = locale;
  const lines: string[] = requirement.assessed.map(({ score, level, evidence, probability }) =>
    [
      t('requirement.needed', { name: t(`review.dimensions.${score}`), level }),
      t(`requirement.evidence.${evidence}`),
      probability === null
        ? ''
        : `(${t('requirement.probability', { probability: Math.min(0.99, Math.max(0.01, probability)), level })})`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return [
    {
      kind: 'notice',
      title: t('requirement.title', { project: requirement.project }),
      lines: [...lines, t('requirement.note')],
    },
  ];
}

/** The headline of a result that a reviewer scored otherwise, before the machine's own. */
function overriddenNotice({ review, revision, scores }: ReportSource, locale: ReportLocale): Block[] {
  const number = revision?.number ?? 1;
  const override = overridingReview(review, number);
  if (override === null) return [];
  const { t } = locale;
  const headline = headlineOf(scores, override, number);
  const lines = DIMENSIONS.flatMap((name) => {
    const { score, level, source } = headline[name];
    const machine = levelOf(scores, name);
    if (source !== 'review' || score === null || level === null) return [];
    const date = locale.date(override.at);
    return [
      t('review.overridden', {
        name: t(`review.dimensions.${name}`),
        level,
        score,
        date,
        machine: machine ?? '–',
      }),
    ];
  });
  return [{ kind: 'notice', title: t('review.headline'), lines }];
}

function scaleRows({ scores, analysis }: ReportSource, { t }: ReportLocale): ScaleRow[] {
  return [
    {
      name: t('result.overall'),
      score: scores.overall,
      level: scores.cefrLevel,
      interval: analysis.overall.interval,
      isMain: true,
    },
    {
      name: t('vocabulary.title'),
      score: scores.vocabulary,
      level: scores.vocabularyCefr,
      interval: analysis.vocabulary.interval,
    },
    {
      name: t('fluency.title'),
      score: scores.fluency,
      level: scores.fluencyCefr,
      interval: analysis.fluency.interval,
    },
    {
      name: t('accent.title'),
      score: scores.accent,
      level: scores.accentCefr,
      interval: analysis.accent.interval,
    },
  ];
}

/** The scores on their scale, what they mean, and what a reader has to know before trusting them. */
export function resultSection(source: ReportSource, audience: Audience, locale: ReportLocale): Section {
  return {
    title: locale.t('result.title'),
    blocks: [
      ...requirementNotice(source, audience, locale),
      ...overriddenNotice(source, locale),
      { kind: 'paragraph', text: summary(source, audience === 'candidate', locale) },
      { kind: 'figure', caption: '', figure: scaleFigure(scaleRows(source, locale), locale) },
      ...reviewNotice(source, audience, locale),
      ...notices(source, audience, locale),
    ],
  };
}
