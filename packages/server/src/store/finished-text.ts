import {
  assessLevels,
  type FinishedPoll,
  headlineOf,
  overridingReview,
  type RequiredLevels,
  type Requirement,
  type Review,
  type SpeakerNames,
  withSpeakerNames,
} from '@vivavoce/contract';
import type { Store } from './store.ts';

/** The project of a run, with the levels that its roles need. */
export interface RunProject {
  readonly name: string;
  readonly requiredLevels: RequiredLevels;
}

/** What belongs to a finished run and is not part of its stored result. */
export interface FinishedRun {
  readonly id: string;
  /** Encrypted; null without one. */
  readonly review: string | null;
  /** Names that people gave to the speakers, as the column is called. */
  readonly speaker_names: SpeakerNames['names'];
  /** Null outside of projects. */
  readonly project: RunProject | null;
}

/**
 * The body of a poll of a finished run, as text: what was stored, with the names of the speakers, the latest review, the
 * scores that it overrides, and the levels that the project needs.
 */
export function finishedText(
  { texts }: Pick<Store, 'texts'>,
  { id, review: encrypted, project, speaker_names: names }: FinishedRun,
  body: string,
): string {
  const text = textWithSpeakerNames(texts.decrypt(id, body), names);
  const reviewText = encrypted === null ? null : texts.decrypt(id, encrypted);
  const added = reviewText === null ? '' : `,"review":${reviewText}`;
  const isAsked = project !== null && Object.keys(project.requiredLevels).length > 0;
  if (reviewText === null && !isAsked) return text;
  const result = JSON.parse(text) as FinishedPoll | { readonly scores?: undefined };
  if (result.scores === undefined) return `${text.slice(0, -1)}${added}}`;
  const review = reviewText === null ? null : (JSON.parse(reviewText) as Review);
  const revision = result.revision?.number ?? 1;
  const headline = headlineOf(result.scores, review, revision);
  const isOverridden = overridingReview(review, revision) !== null;
  const fields = {
    ...(isOverridden && { headline }),
    ...(isAsked && { requirement: requirementOf(project, result, headline) }),
  };
  const rest = JSON.stringify(fields).slice(1, -1);
  return `${text.slice(0, -1)}${added}${rest && `,${rest}`}}`;
}

/** The text of a result whose speakers carry the names that people gave them; the same text where there are none. */
export function textWithSpeakerNames(text: string, names: SpeakerNames['names']): string {
  if (Object.keys(names).length === 0) return text;
  const result = JSON.parse(text) as FinishedPoll;
  return JSON.stringify({ ...result, transcript: withSpeakerNames(result.transcript, names) });
}

function requirementOf(
  { name, requiredLevels }: RunProject,
  { analysis }: FinishedPoll,
  headline: ReturnType<typeof headlineOf>,
): Requirement {
  const intervals = {
    overall: analysis.overall.interval,
    vocabulary: analysis.vocabulary.interval,
    fluency: analysis.fluency.interval,
    accent: analysis.accent.interval,
  };
  return {
    project: name,
    levels: requiredLevels,
    assessed: assessLevels(requiredLevels, headline, intervals),
  };
}
