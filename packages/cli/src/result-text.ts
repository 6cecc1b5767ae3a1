import { styleText } from 'node:util';
import type { AnalysisResult, Interval, RunCredits, TranscriptSegment } from '@vivavoce/contract';
import wrapAnsi from 'wrap-ansi';

const LINE_WIDTH = 96;
const TRANSCRIPT_LINES = 5;

/** What is shown: the credits are there when the platform made the result. */
type ShownResult = AnalysisResult & { readonly credits?: RunCredits | null };

/** A finished analysis for a terminal: the candidate and why, scores, explanations, some transcript. Ends in a newline. */
export function renderResult(result: ShownResult): string {
  const { candidateDetection, explainability, audio } = result;
  const blocks = [
    heading(
      `${audio.durationFormatted} of audio, ${audio.speakerCount} speaker${audio.speakerCount === 1 ? '' : 's'}`,
    ),
    wrap(
      `The candidate is ${bold(candidateDetection.speakerLabel)} (${candidateDetection.speaker}), ` +
        `confidence ${candidateDetection.confidence}. ${candidateDetection.reason}`,
    ),
    scoreTable(result),
    heading('Why'),
    wrap(`${bold('Vocabulary.')} ${explainability.vocab}`),
    wrap(`${bold('Fluency.')} ${explainability.fluency}`),
    wrap(`${bold('Accent.')} ${explainability.accent}`),
    heading('For the recruiter'),
    wrap(result.hrRecommendation),
    heading('For the candidate'),
    wrap(result.candidateFeedback),
    ...warnings(result),
    heading('Transcript, the first lines'),
    result.transcript.segments.slice(0, TRANSCRIPT_LINES).map(transcriptLine).join('\n'),
    ...credits(result),
  ];
  return `\n${blocks.join('\n')}\n`;
}

function scoreTable({ scores, analysis }: AnalysisResult): string {
  const row = (name: string, score: number | null, cefr: string | null, interval: Interval | null) => {
    if (score === null) return `  ${name.padEnd(12)}not scored`;
    const range = interval ? `90 % interval ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}` : '';
    return `  ${name.padEnd(12)}${bold(score.toFixed(1))} of 5   ${(cefr ?? '').padEnd(4)} ${range}`;
  };
  return [
    heading('Scores'),
    row('vocabulary', scores.vocabulary, scores.vocabularyCefr, analysis.vocabulary.interval),
    row('fluency', scores.fluency, scores.fluencyCefr, analysis.fluency.interval),
    row('accent', scores.accent, scores.accentCefr, analysis.accent.interval),
    row('overall', scores.overall, scores.cefrLevel, null),
  ].join('\n');
}

function warnings({ analysis }: AnalysisResult): string[] {
  const { warnings: noticed, humanReview } = analysis.quality;
  const lines = noticed.map(({ code, message }) => wrap(`${message} (${code})`));
  if (humanReview.recommended) lines.push(wrap(`A person should listen: ${humanReview.reasons.join('; ')}`));
  return lines.length > 0 ? [heading('Noticed'), ...lines] : [];
}

function credits({ credits: account }: ShownResult): string[] {
  if (!account) return [];
  const { deducted, remainingBalance, audioDurationMinutes } = account;
  return [
    heading('Credits'),
    wrap(`${deducted} charged for ${audioDurationMinutes} minutes of audio, ${remainingBalance} left`),
  ];
}

function transcriptLine({ startMs, speakerLabel, text }: TranscriptSegment): string {
  return wrap(`${clock(startMs).padStart(5)}  ${speakerLabel}: ${text}`, '         ');
}

/** A time in ms as minutes and seconds, m:ss. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function heading(text: string): string {
  return `\n${styleText('cyan', text)}`;
}

function bold(text: string): string {
  return styleText('bold', text);
}

function wrap(text: string, hang = '  '): string {
  return wrapAnsi(text, LINE_WIDTH - hang.length)
    .split('\n')
    .map((line, index) => (index === 0 ? '  ' : hang) + line)
    .join('\n');
}
