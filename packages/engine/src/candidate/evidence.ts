/**
 * What each speaker of a conversation did: how much they spoke, who asked, who answered, whose story was told.
 *
 * A contribution is everything that one speaker says until another one takes over: neighbouring segments of the same
 * speaker in order of their starts. A question is answered by the contribution that follows the one it closes (the
 * question stands among the last two sentences; adjacency pairs: Schegloff & Sacks 1973). Answers of fewer than
 * FULL_ANSWER_WORDS words count in part, so that "mm-hm" answers nothing.
 */
import { totalLengthMs } from '../speech/spans.ts';
import type { Segment, Span, Turn } from '../speech/timeline.ts';
import {
  asksForAnswer,
  countAnsweredByThemselves,
  countFirstPerson,
  countHosting,
  countKeptQuestions,
  countNarrative,
  countSecondPerson,
  plainWords,
  sentencesOf,
} from './wording.ts';

/** Words from which on an answer counts in full. */
export const FULL_ANSWER_WORDS = 8;

/** What one speaker did in the conversation. */
export interface SpeakerEvidence {
  readonly speaker: number;
  /** Time of the speaker's turns, ms. */
  readonly speakingMs: number;
  /** Share of all speakers' time, 0 to 1. */
  readonly speakingShare: number;
  /** Words without fillers. */
  readonly words: number;
  /** Share of all words, 0 to 1. */
  readonly wordShare: number;
  readonly contributions: number;
  /** Mean words a contribution. */
  readonly meanContributionWords: number;
  readonly questionsAsked: number;
  /** Share of all questions, 0 to 1; 0 when nobody asked. */
  readonly questionShare: number;
  /** Questions to others that the speaker's own next sentence answers: a sign of several people (`merged-voices.ts`). */
  readonly answeredByThemselves: number;
  /** Questions to others after which the speaker goes on with something else than a question. */
  readonly keptQuestions: number;
  /** Questions of others that were followed by a contribution of this speaker. */
  readonly questionsAnswered: number;
  /** Share of all answers, each weighted by its length, 0 to 1; 0 when nobody answered. */
  readonly answerShare: number;
  /** Forms of "I" and "we" in 100 words. */
  readonly firstPersonPer100: number;
  /** Forms of "you" in 100 words. */
  readonly secondPersonPer100: number;
  /** Different phrases of somebody who leads an interview ("tell me about"). */
  readonly hostingPhrases: number;
  /** Different phrases of somebody who tells of their own work ("I worked"). */
  readonly narrativePhrases: number;
  /** When the speaker is first heard, ms from the start of the recording. */
  readonly firstSpeechMs: number;
}

interface Contribution {
  readonly speaker: number;
  readonly text: string;
  readonly words: number;
  /** How many of its sentences ask. */
  readonly questions: number;
  readonly answeredByThemselves: number;
  readonly keptQuestions: number;
  /** Whether it hands over with a question. */
  readonly closesWithQuestion: boolean;
}

interface Answer {
  readonly speaker: number;
  /** 0 to 1: how much of a full answer it is. */
  readonly weight: number;
}

/** What each speaker did, in the order of their numbers; speakers of turns without words are included. */
export function gatherEvidence(segments: readonly Segment[], turns: readonly Turn[]): SpeakerEvidence[] {
  const contributions = contributionsOf(segments);
  const answers = answersOf(contributions);
  const spans = speakingSpans(segments, turns);
  const totalMs = totalLengthMs([...spans.values()].flat());
  const totalWords = sum(contributions.map((one) => one.words));
  const totalQuestions = sum(contributions.map((one) => one.questions));
  const totalAnswers = sum(answers.map((one) => one.weight));
  return [...spans.keys()]
    .sort((a, b) => a - b)
    .map((speaker) => {
      const own = contributions.filter((one) => one.speaker === speaker);
      const ownAnswers = answers.filter((one) => one.speaker === speaker);
      const ownSpans = spans.get(speaker) ?? [];
      const words = own.flatMap((one) => plainWords(one.text));
      const wordCount = sum(own.map((one) => one.words));
      const speakingMs = totalLengthMs(ownSpans);
      const questionsAsked = sum(own.map((one) => one.questions));
      return {
        speaker,
        speakingMs,
        speakingShare: ratio(speakingMs, totalMs),
        words: wordCount,
        wordShare: ratio(wordCount, totalWords),
        contributions: own.length,
        meanContributionWords: ratio(wordCount, own.length),
        questionsAsked,
        answeredByThemselves: sum(own.map((one) => one.answeredByThemselves)),
        keptQuestions: sum(own.map((one) => one.keptQuestions)),
        questionShare: ratio(questionsAsked, totalQuestions),
        questionsAnswered: ownAnswers.length,
        answerShare: ratio(sum(ownAnswers.map((one) => one.weight)), totalAnswers),
        firstPersonPer100: 100 * ratio(countFirstPerson(words), words.length),
        secondPersonPer100: 100 * ratio(countSecondPerson(words), words.length),
        hostingPhrases: countHosting(words),
        narrativePhrases: countNarrative(words),
        firstSpeechMs: Math.min(...ownSpans.map((span) => span.startMs)),
      };
    });
}

function contributionsOf(segments: readonly Segment[]): Contribution[] {
  const runs: { speaker: number; texts: string[]; words: number }[] = [];
  for (const segment of [...segments].sort(byTime)) {
    const spoken = segment.words.filter((word) => word.kind === 'word');
    if (spoken.length === 0) continue;
    const last = runs.at(-1);
    const run = last?.speaker === segment.speaker ? last : { speaker: segment.speaker, texts: [], words: 0 };
    if (run !== last) runs.push(run);
    run.texts.push(spoken.map((word) => word.text.trim()).join(' '));
    run.words += spoken.length;
  }
  return runs.map(({ speaker, texts, words }) => {
    const text = texts.join(' ');
    const sentences = sentencesOf(text);
    const asking = sentences.map(asksForAnswer);
    return {
      speaker,
      text,
      words,
      questions: asking.filter(Boolean).length,
      answeredByThemselves: countAnsweredByThemselves(sentences),
      keptQuestions: countKeptQuestions(sentences),
      closesWithQuestion: asking.slice(-2).includes(true),
    };
  });
}

function answersOf(contributions: readonly Contribution[]): Answer[] {
  return contributions.flatMap((one, index) => {
    const before = contributions[index - 1];
    if (before === undefined || !before.closesWithQuestion) return [];
    return [{ speaker: one.speaker, weight: Math.min(1, one.words / FULL_ANSWER_WORDS) }];
  });
}

function speakingSpans(segments: readonly Segment[], turns: readonly Turn[]): Map<number, Span[]> {
  const spans = new Map<number, Span[]>();
  const add = (speaker: number, span: Span) => spans.set(speaker, [...(spans.get(speaker) ?? []), span]);
  for (const turn of turns) add(turn.speaker, turn);
  const withTurns = new Set(spans.keys());
  for (const segment of segments) if (!withTurns.has(segment.speaker)) add(segment.speaker, segment);
  return spans;
}

// Equal starts are told apart by the end and never by the speaker's number, which is arbitrary.
const byTime = (a: Span, b: Span) => a.startMs - b.startMs || a.endMs - b.endMs;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
