import { clock } from '../transcript/clock.ts';
import { accentSection } from './accent-section.ts';
import { fluencySection } from './fluency-section.ts';
import { originSection } from './origin-section.ts';
import type { ReportContent, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';
import { resultSection } from './result-section.ts';
import { vocabularySection } from './vocabulary-section.ts';
import { blocksOf, date, languageName } from './wording.ts';

/** Names under which clients keep a candidate's name in the metadata of a run. */
const NAME_KEYS = ['name', 'candidateName', 'candidate'];

const LONGEST_REFERENCE = 48;

/** A reference that fits its column; the file's name and the API have it whole. */
const shortened = (text: string): string =>
  [...text].length > LONGEST_REFERENCE ? `${[...text].slice(0, LONGEST_REFERENCE - 1).join('')}…` : text;

/** The candidate's name where the client gave one. */
function subjectOf({ metadata = {} }: ReportSource): string | null {
  const name = NAME_KEYS.map((key) => metadata[key]?.trim()).find(Boolean);
  return name ?? null;
}

function factsOf(source: ReportSource, audience: Audience): [string, string][] {
  const { audio, analysis, externalId, timestamp } = source;
  const facts: [string, string][] = [];
  if (timestamp) facts.push(['Date', date(timestamp)]);
  facts.push(['Recording', `${audio.durationFormatted}, ${languageName(audio.languageCode)}`]);
  facts.push([
    audience === 'candidate' ? 'You speak' : 'Candidate speaks',
    `${clock(analysis.fluency.speakingTimeMs)}, ${analysis.vocabulary.words} words`,
  ]);
  if (externalId && audience === 'recruiter') facts.push(['Reference', shortened(externalId)]);
  return facts;
}

function recommendationSection({ hrRecommendation }: ReportSource): Section {
  return { title: 'What this means at work', blocks: blocksOf(hrRecommendation) };
}

function feedbackSection({ candidateFeedback }: ReportSource, audience: Audience): Section {
  const title =
    audience === 'candidate' ? 'Your strengths, and what to practise' : 'Feedback for the candidate';
  return { title, blocks: blocksOf(candidateFeedback) };
}

/**
 * Writes down everything that a report says and shows about a result. For the candidate the recommendation to the
 * recruiter, the client's own references and what is said between experts are left out.
 */
export function writeReportContent(source: ReportSource, audience: Audience): ReportContent {
  const isOwn = audience === 'candidate';
  const language = languageName(source.audio.requestedLanguage);
  const feedback = feedbackSection(source, audience);
  const dimensions = [vocabularySection(source), fluencySection(source), accentSection(source)];
  return {
    language: 'en',
    title: isOwn ? `Your spoken ${language}` : `Spoken ${language} report`,
    subject: subjectOf(source),
    facts: factsOf(source, audience),
    sections: [
      resultSection(source, audience),
      ...(isOwn ? [feedback] : [recommendationSection(source)]),
      ...dimensions,
      ...(isOwn ? [] : [feedback]),
      originSection(source, audience),
    ],
    footer: 'Vivavoce · scores with their evidence; to inform people, not to decide for them',
  };
}
