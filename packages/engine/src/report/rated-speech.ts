/** What is told of speech that a language model judged: its passages and what was measured, without a word on what is usual. */
import { cefrOf } from '@vivavoce/contract';
import type { ReportTexts } from '@vivavoce/texts/report';
import { quotedPassage, quotedPause } from './quotes.ts';
import type { ReportInput } from './report-input.ts';

type RatedDimension = 'vocabulary' | 'fluency';

/** Passages that are told in one sentence. */
const MAX_QUOTES = 2;
/** Weight of a passage among what could be told to the candidate: before what can be said of everybody. Ours. */
const QUOTE_WEIGHT = 2;
/** Weight of the longest pause. Ours. */
const PAUSE_WEIGHT = 1;

/** Two or three sentences on each score; the two are only told of scores that were made. */
export function explainRated(
  { scores, analysis: { vocabulary, fluency, judgement } }: ReportInput,
  t: ReportTexts,
): Readonly<Record<RatedDimension, string[]>> {
  const quotes = (dimension: RatedDimension) => {
    const shown = (judgement?.[dimension]?.evidence ?? []).slice(0, MAX_QUOTES);
    return shown.length === 0
      ? []
      : [t('rated.quotes', { quotes: shown.map((passage) => quotedPassage(passage, t)) })];
  };
  const { perMinute, longest } = fluency.silentPauses;
  const [pause] = longest;
  const pauses = { perMinute, share: fluency.phonationRatio };
  const words = scores.vocabulary?.estimate ?? 0;
  const flow = scores.fluency?.estimate ?? 0;
  return {
    vocabulary: [
      t('rated.vocabulary', { level: cefrOf(words), score: words, words: vocabulary.words }),
      ...quotes('vocabulary'),
    ],
    fluency: [
      t('rated.fluency', {
        level: cefrOf(flow),
        score: flow,
        wordsPerMinute: Math.round(fluency.speechRateWordsPerMinute),
      }),
      judgement?.fluency?.isHeldByMeasures ? t('rated.limited', pauses) : t('rated.pauses', pauses),
      ...(pause
        ? [t('rated.longestPause', { ms: pause.endMs - pause.startMs, startMs: pause.startMs })]
        : quotes('fluency')),
    ],
  };
}

/** Something that could be told to the candidate, as `advise.ts` weighs it. */
interface RatedFinding {
  readonly dimension: RatedDimension;
  readonly topic: 'passages' | 'rephrasing' | 'pauses';
  readonly weight: number;
  readonly text: string;
}

/** What went well in speech that a language model judged, and what to practise: a passage of each kind, and the longest pause. */
export function ratedFindings(
  { analysis: { fluency, judgement } }: ReportInput,
  t: ReportTexts,
): {
  readonly strengths: RatedFinding[];
  readonly practice: (RatedFinding & { readonly exercise: string })[];
} {
  const evidence = [...(judgement?.vocabulary?.evidence ?? []), ...(judgement?.fluency?.evidence ?? [])];
  const strength = evidence.find(({ shows }) => shows === 'strength');
  const weakness = evidence.find(({ shows }) => shows === 'weakness');
  const [pause] = fluency.silentPauses.longest;
  const weight = QUOTE_WEIGHT;
  return {
    strengths: strength
      ? [
          {
            dimension: 'vocabulary',
            topic: 'passages',
            weight,
            text: t('rated.wentWell', { passage: quotedPassage(strength, t) }),
          },
        ]
      : [],
    practice: [
      ...(weakness
        ? [
            {
              dimension: 'vocabulary' as const,
              topic: 'rephrasing' as const,
              weight,
              text: t('rated.toRephrase', { passage: quotedPassage(weakness, t) }),
              exercise: t('rated.rephraseTask'),
            },
          ]
        : []),
      ...(pause
        ? [
            {
              dimension: 'fluency' as const,
              topic: 'pauses' as const,
              weight: PAUSE_WEIGHT,
              text: t('feedback.longestPause', { pause: quotedPause(pause, t) }),
              exercise: t('rated.pauseTask'),
            },
          ]
        : []),
    ],
  };
}
