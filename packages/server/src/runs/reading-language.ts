import type { FinishedPoll, ReportLanguage } from '@vivavoce/contract';
import { inLanguage } from '@vivavoce/engine/sentences';

/** The text of a poll's body with its sentences in a language; the same text where none is asked for, and of a run that failed. */
export function textInLanguage(text: string, language: ReportLanguage | undefined): string {
  if (language === undefined) return text;
  const body = JSON.parse(text) as FinishedPoll | { readonly scores?: undefined };
  return body.scores === undefined ? text : JSON.stringify(inLanguage(body, language));
}
