import type { CefrLevel, ReportLanguage } from '@vivavoce/contract';
import { type DocumentTexts, documentTexts } from '@vivavoce/texts/document';
import { type Formats, formatsOf } from '@vivavoce/texts/formats';

/** The texts of a report, and how its language writes numbers, dates and names of languages. */
export interface ReportLocale extends Formats {
  /** A text by its key. */
  readonly t: DocumentTexts;
  /** A length in ms as seconds with one decimal and their unit: `1.8 s`. */
  readonly seconds: (ms: number) => string;
  /** A score beside a heading. */
  readonly badge: (score: number | null, level: CefrLevel | null) => string;
}

/** How a report is written in a language. */
export function reportLocale(language: ReportLanguage): ReportLocale {
  const t = documentTexts(language);
  return {
    ...formatsOf(language),
    t,
    seconds: (ms) => t('units.seconds', { ms }),
    badge: (score, level) =>
      score === null || level === null
        ? t('result.notScored')
        : `${level}  ·  ${t('result.ofFive', { score })}`,
  };
}
