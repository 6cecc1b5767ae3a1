/**
 * Has a language model rate a candidate's speech, in samples that see different turns: at temperature 0 it would otherwise say
 * the same each time. Each sample leaves out another third of the turns, so that the spread tells how much a judgement hangs
 * on what was said (a delete-a-group jackknife, Quenouille 1956), and what stands in one turn is missing from one sample.
 */
import type { RubricDimension } from '@vivavoce/contract';
import type { ChatMessage, LanguageModel } from '../endpoints/chat.ts';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import type { ReportShare } from '../progress.ts';
import { ANSWER_SCHEMA, type CheckedAnswer, type CheckedRating, checkAnswer } from './answer.ts';
import { questionOf, type RubricCase } from './question.ts';
import { RATED_DIMENSIONS, type RatedDimension } from './rated-dimension.ts';
import { INSTRUCTIONS } from './rubric.ts';
import { isSuspicious } from './suspicious-turns.ts';

/** Samples of a rating. */
export const SAMPLES = 3;
/** Seed of the first sample; the others follow it. */
export const FIRST_SEED = 1;
/** Valid samples that a rating needs. */
const MIN_SAMPLES = 2;
/** Samples share two thirds of the speech: if they differ by more than this on the scale of 0 to 5, there is no rating. Ours. */
const MAX_SPREAD = 1.25;
/** Gain by instructions in the speech from which a warning is given: a third of a band. */
const INFLUENCE = 5 / 18;
/** Quotes that are kept of each kind. */
const MAX_QUOTES = 3;

/** A rating of one dimension before it is limited to the measures. */
export interface RubricRating {
  /** Median of the samples, 0 to 5. */
  readonly median: number;
  readonly samples: readonly number[];
  readonly evidence: RubricDimension['evidence'];
}

/** Why a dimension was not rated: too little speech, or an answer that failed the checks. */
export type NotRated = 'not_enough' | 'not_verified';

/** What a language model made of a candidate's speech. */
export interface RubricRatings {
  readonly ratings: Readonly<Record<RatedDimension, RubricRating | NotRated>>;
  /** Whether the model gave more for turns that speak to it. */
  readonly isInfluenced: boolean;
}

/** Rates what a candidate said: the interface between scoring and the model behind it. */
export interface RubricRater {
  /** The model's name, for provenance. */
  readonly model: string;
  /** @throws EngineError SCORING_FAILED; the signal's reason when aborted. */
  rate(rubricCase: RubricCase, report?: ReportShare, signal?: AbortSignal): Promise<RubricRatings>;
}

/** A rater that asks a language model. */
export function languageModelRater(model: LanguageModel): RubricRater {
  return {
    model: model.model,
    async rate(rubricCase, report = () => {}, signal) {
      const unsuspicious = rubricCase.turns.filter((turn) => !isSuspicious(turn));
      const hasSuspicious = unsuspicious.length < rubricCase.turns.length;
      const total = SAMPLES * (hasSuspicious ? 2 : 1);
      let done = 0;
      const sample = async (turns: readonly SpeakingTurn[]) =>
        Promise.all(
          samplesOf(turns).map(async (seen, at) => {
            const answer = await askOnce(model, { ...rubricCase, turns: seen }, FIRST_SEED + at, signal);
            report(++done, total);
            return answer;
          }),
        );
      const without = combine(await sample(unsuspicious));
      if (!hasSuspicious) return { ratings: without, isInfluenced: false };
      return compare(without, combine(await sample(rubricCase.turns)));
    },
  };
}

/** The turns that each sample sees; all of them where there are too few to leave any out. */
function samplesOf(turns: readonly SpeakingTurn[]): (readonly SpeakingTurn[])[] {
  return Array.from({ length: SAMPLES }, (_, sample) =>
    turns.length < 2 * SAMPLES ? turns : turns.filter((_turn, at) => at % SAMPLES !== sample),
  );
}

/** One sample; what is wrong with the first answer is told, once. */
async function askOnce(
  model: LanguageModel,
  rubricCase: RubricCase,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<CheckedAnswer> {
  const messages: ChatMessage[] = [
    { role: 'system', content: INSTRUCTIONS },
    { role: 'user', content: questionOf(rubricCase) },
  ];
  const ask = (all: readonly ChatMessage[]) =>
    model.answer({ messages: all, seed, schema: ANSWER_SCHEMA }, signal);
  const text = await ask(messages);
  const first = checkAnswer(text, rubricCase);
  if (first.faults.length === 0) return first;
  const repair = `Parts of your answer cannot be used:\n- ${first.faults.join('\n- ')}\nAnswer again, whole, with JSON by the schema alone.`;
  const second = checkAnswer(
    await ask([...messages, { role: 'assistant', content: text }, { role: 'user', content: repair }]),
    rubricCase,
  );
  return { ratings: { ...first.ratings, ...second.ratings }, faults: second.faults };
}

type Ratings = RubricRatings['ratings'];

function combine(answers: readonly CheckedAnswer[]): Ratings {
  const of = (dimension: RatedDimension) =>
    medianOf(
      answers.flatMap(({ ratings }) => {
        const one = ratings[dimension];
        return one === undefined ? [] : [one];
      }),
    );
  return { vocabulary: of('vocabulary'), fluency: of('fluency') };
}

function medianOf(standing: readonly CheckedRating[]): RubricRating | NotRated {
  if (standing.length < MIN_SAMPLES) return 'not_verified';
  const made = standing.filter((one) => one !== null);
  if (made.length < MIN_SAMPLES) return 'not_enough';
  const scores = made.map(({ score }) => score).toSorted((a, b) => a - b);
  const [lowest = 0] = scores;
  if ((scores.at(-1) ?? 0) - lowest > MAX_SPREAD) return 'not_verified';
  const median = ((scores[(scores.length - 1) >> 1] ?? 0) + (scores[scores.length >> 1] ?? 0)) / 2;
  return {
    median,
    samples: made.map(({ score }) => score),
    evidence: commonest(made.flatMap(({ evidence }) => evidence)),
  };
}

/** The quotes of most samples, some of each kind, in order of time. */
function commonest(all: RubricDimension['evidence']): RubricDimension['evidence'] {
  const byPlace = [...Map.groupBy(all, ({ startMs, endMs }) => `${startMs}-${endMs}`).values()]
    .toSorted((a, b) => b.length - a.length)
    .flatMap(([first]) => (first ? [first] : []));
  const kept = (['strength', 'weakness'] as const).flatMap((kind) =>
    byPlace.filter(({ shows }) => shows === kind).slice(0, MAX_QUOTES),
  );
  return kept.toSorted((a, b) => a.startMs - b.startMs);
}

/** Of a judgement with and one without the turns that speak to the model, the lower one counts. */
function compare(without: Ratings, all: Ratings): RubricRatings {
  let isInfluenced = false;
  const ratings = { ...without };
  for (const dimension of RATED_DIMENSIONS) {
    const [own, other] = [without[dimension], all[dimension]];
    if (typeof own === 'string') continue;
    // What shakes the judgement so much that it does not stand up is influence too.
    if (other === 'not_verified' || (typeof other !== 'string' && other.median - own.median >= INFLUENCE)) {
      isInfluenced = true;
    }
    if (typeof other !== 'string' && other.median < own.median) ratings[dimension] = other;
  }
  return { ratings, isInfluenced };
}
