import { candidateNameOf } from '@vivavoce/contract';
import { type ReportLocale, reportLocale } from '../report-locale.ts';
import { formatClock } from '../transcript/format-time.ts';
import { accentSection } from './accent-section.ts';
import { answersSection } from './answers-section.ts';
import { blocksOf } from './blocks-of.ts';
import { fluencySection } from './fluency-section.ts';
import { provenanceSection } from './provenance-section.ts';
import type { ReportContent, Section } from './report-content.ts';
import type { Audience, ReportSource } from './report-source.ts';
import { resultSection } from './result-section.ts';
import { vocabularySection } from './vocabulary-section.ts';

const LONGEST_REFERENCE = 48;

/** A reference that fits its column; the file's name and the API have it whole. */
const shortened = (text: string): string =>
  [...text].length > LONGEST_REFERENCE ? `${[...text].slice(0, LONGEST_REFERENCE - 1).join('')}…` : text;

/** The candidate's name, if a person gave it or the metadata have it. */
function subjectOf({ metadata = {}, transcript }: ReportSource): string | null {
  return candidateNameOf({ metadata, externalId: null, transcript })?.trim() || null;
}

function factsOf(source: ReportSource, audience: Audience, locale: ReportLocale): [string, string][] {
  const { audio, analysis, externalId, timestamp } = source;
  const { t } = locale;
  const facts: [string, string][] = [];
  if (timestamp) facts.push([t('facts.date'), locale.date(timestamp)]);
  facts.push([
    t('facts.recording'),
    `${audio.durationFormatted}, ${locale.languageName(audio.languageCode)}`,
  ]);
  facts.push([
    t(audience === 'candidate' ? 'facts.youSpeak' : 'facts.candidateSpeaks'),
    `${formatClock(analysis.fluency.speakingTimeMs)}, ${t('facts.words', { count: analysis.vocabulary.words })}`,
  ]);
  if (externalId && audience === 'recruiter') facts.push([t('facts.reference'), shortened(externalId)]);
  return facts;
}

/**
 * Writes down everything that a report says and shows about a result. For the candidate the recommendation to the
 * recruiter, the client's own references and what is said between experts are left out.
 */
export function writeReportContent(source: ReportSource, audience: Audience): ReportContent {
  const isOwn = audience === 'candidate';
  const { reportLanguage = 'en' } = source;
  const locale = reportLocale(reportLanguage);
  const { t } = locale;
  const language = locale.languageName(source.audio.requestedLanguage);
  const feedbackSection: Section = {
    title: t(isOwn ? 'feedback.own' : 'feedback.other'),
    blocks: blocksOf(source.candidateFeedback),
  };
  return {
    language: reportLanguage,
    title: t(isOwn ? 'title.own' : 'title.other', { language }),
    subject: subjectOf(source),
    facts: factsOf(source, audience, locale),
    sections: [
      resultSection(source, audience, locale),
      isOwn ? feedbackSection : { title: t('recommendation'), blocks: blocksOf(source.hrRecommendation) },
      vocabularySection(source, locale),
      fluencySection(source, locale),
      accentSection(source, locale),
      ...answersSection(source, locale),
      ...(isOwn ? [] : [feedbackSection]),
      provenanceSection(source, audience, locale),
    ],
    footer: t('footer'),
  };
}
