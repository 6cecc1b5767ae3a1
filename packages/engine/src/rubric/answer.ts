/** The answer of a language model: its schema, and its check against the transcript and the measures. */
import { CEFR_LEVELS, EVIDENCE_ASPECTS, type RubricDimension } from '@vivavoce/contract';
import { z } from 'zod';
import type { SpeakingTurn } from '../measures/speaking-turns.ts';
import { formOf } from '../measures/spoken-words.ts';
import type { RubricFigures } from './figures.ts';
import { RATED_DIMENSIONS, type RatedDimension } from './rated-dimension.ts';

const POSITIONS = ['low', 'middle', 'high'] as const;
const MAX_EVIDENCE = 6;
const MAX_QUOTE_WORDS = 25;

const dimensionSchema = z.strictObject({
  level: z.enum([...CEFR_LEVELS, 'not_enough']),
  position: z.enum(POSITIONS),
  evidence: z
    .array(
      z.strictObject({
        quote: z.string().max(600),
        aspect: z.enum(EVIDENCE_ASPECTS),
        shows: z.enum(['strength', 'weakness']),
      }),
    )
    .max(MAX_EVIDENCE),
  figures: z.array(z.strictObject({ name: z.string().max(60), value: z.number() })).max(20),
});

type AnsweredDimension = z.infer<typeof dimensionSchema>;

const answerSchema = z.strictObject({ vocabulary: dimensionSchema, fluency: dimensionSchema });

/** The schema as it is sent, without what servers do not all know: limits of length are checked here. */
export const ANSWER_SCHEMA = {
  name: 'cefr_rating',
  schema: z.toJSONSchema(answerSchema, {
    override: ({ jsonSchema }) => {
      for (const limit of ['maxLength', 'maxItems', '$schema'] as const) delete jsonSchema[limit];
    },
  }),
} as const;

/** A verified rating of one dimension; null when the model found too little speech. */
export type CheckedRating = {
  /** 0 to 5. */
  readonly score: number;
  readonly evidence: RubricDimension['evidence'];
} | null;

/** The valid ratings of an answer, and its faults, in sentences for the model. */
export interface CheckedAnswer {
  /** A dimension that failed the checks is absent. */
  readonly ratings: Readonly<Partial<Record<RatedDimension, CheckedRating>>>;
  readonly faults: readonly string[];
}

/** What an answer is checked against. */
export interface AnswerContext {
  /** The turns that the model was shown. */
  readonly turns: readonly SpeakingTurn[];
  readonly figures: RubricFigures;
}

/** Checks an answer against its schema, the transcript and the figures. */
export function checkAnswer(text: string, context: AnswerContext): CheckedAnswer {
  const parsed = answerSchema.safeParse(jsonIn(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'the answer';
    return { ratings: {}, faults: [`The answer does not fit the schema: ${where}: ${issue?.message}`] };
  }
  const faults: string[] = [];
  const ratings: Partial<Record<RatedDimension, CheckedRating>> = {};
  for (const dimension of RATED_DIMENSIONS) {
    const answered = parsed.data[dimension];
    const { evidence, wrong } = checkDimension(dimension, answered, context);
    faults.push(...wrong.map((fault) => `${dimension}: ${fault}`));
    if (wrong.length > 0) continue;
    ratings[dimension] = answered.level === 'not_enough' ? null : { score: scoreOf(answered), evidence };
  }
  return { ratings, faults };
}

/** The middle of a third of the level's band; six bands of equal width make the scale. */
function scoreOf({ level, position }: AnsweredDimension): number {
  const band = (CEFR_LEVELS as readonly string[]).indexOf(level);
  return ((band + (POSITIONS.indexOf(position) + 0.5) / POSITIONS.length) * 5) / CEFR_LEVELS.length;
}

function checkDimension(
  dimension: RatedDimension,
  { level, evidence, figures }: AnsweredDimension,
  context: AnswerContext,
): { evidence: RubricDimension['evidence']; wrong: string[] } {
  if (level === 'not_enough') return { evidence: [], wrong: [] };
  const found = evidence.map(({ quote, ...rest }) => ({
    quote,
    passage: findQuote(quote, context.turns),
    ...rest,
  }));
  const wrong = [
    ...found
      .filter(({ passage }) => passage === null)
      .map(
        ({ quote }) =>
          `the quote ${JSON.stringify(quote)} is not in one turn of the transcript, letter for letter`,
      ),
    ...figures
      .filter(({ name, value }) => context.figures[name] !== value)
      .map(({ name, value }) => `the figure ${name} = ${value} is not one that was given`),
    ...(evidence.length === 0 ? ['there is no evidence'] : []),
    ...(dimension === 'fluency' && figures.length === 0 ? ['it rests on no figure'] : []),
  ];
  return {
    evidence: found.flatMap(({ passage, aspect, shows }) => (passage ? [{ ...passage, aspect, shows }] : [])),
    wrong,
  };
}

/** The passage of the transcript that a quote repeats; null when there is none. */
function findQuote(quote: string, turns: readonly SpeakingTurn[]) {
  const sought = quote
    .split(/\s+/)
    .map(formOf)
    .filter((form) => form !== '');
  if (sought.length === 0 || sought.length > MAX_QUOTE_WORDS) return null;
  for (const { words } of turns) {
    const spoken = words.filter(({ text }) => formOf(text) !== '');
    const at = spoken.findIndex((_, start) =>
      sought.every((form, offset) => formOf(spoken[start + offset]?.text ?? '') === form),
    );
    if (at < 0) continue;
    const matched = spoken.slice(at, at + sought.length);
    return {
      text: matched.map(({ text }) => text).join(' '),
      startMs: Math.round(matched[0]?.startMs ?? 0),
      endMs: Math.round(matched.at(-1)?.endMs ?? 0),
    };
  }
  return null;
}

/** The JSON in a text: some models think aloud before it or set it between fences. Undefined where there is none. */
function jsonIn(text: string): unknown {
  const bare = text.replace(/^[\s\S]*<\/think>/, '');
  try {
    return JSON.parse(bare.slice(bare.indexOf('{'), bare.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}
