import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { exampleOf, finishedPollSchema, REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { CONSOLE_CATALOGUES } from '@vivavoce/texts/console';
import { afterAll, test } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { exampleRun } from '../testing/example-run.ts';
import { renderPage } from '../testing/render-page.tsx';
import { PlayerProvider } from './player/player-context.tsx';
import { SharedReportBody } from './report.tsx';
import type { SummarisedRun } from './summary/summary-card.tsx';

/** What the engine wrote and people said, in English. */
const WRITTEN = 'Written by the engine in English';
const SPOKEN = 'We built a bridge over the river.';
const EXAMPLE = exampleRun('My name is Daniel.', SPOKEN);
const RUN: SummarisedRun = {
  ...EXAMPLE,
  review: undefined,
  audio: { ...EXAMPLE.audio, languageCode: 'en' },
  hrRecommendation: WRITTEN,
  candidateFeedback: WRITTEN,
  explainability: { vocab: WRITTEN, fluency: WRITTEN, accent: WRITTEN },
  candidateDetection: { ...EXAMPLE.candidateDetection, reason: WRITTEN },
  analysis: {
    ...EXAMPLE.analysis,
    quality: {
      ...EXAMPLE.analysis.quality,
      humanReview: { recommended: true, reasons: [WRITTEN] },
      warnings: [{ code: 'LOW_SNR', message: WRITTEN }],
    },
    answers: [
      {
        ...exampleOf(finishedPollSchema.shape.analysis.shape.answers.unwrap().element),
        question: { speaker: 'speaker_1', text: SPOKEN, startMs: 0, endMs: 900 },
      },
    ],
  },
};

type Catalogue = { readonly [key: string]: string | Catalogue };

/** The whole sentences of a catalogue that are the same in every report: those without values. */
function sentencesOf(catalogue: Catalogue): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (part: Catalogue, path: string): void => {
    for (const [key, value] of Object.entries(part)) {
      if (typeof value !== 'string') collect(value, `${path}${key}.`);
      else if (!value.includes('{{') && value.includes(' ')) found.set(path + key, value);
    }
  };
  collect(catalogue, '');
  return found;
}

/** Texts of the page with the language that each is marked as. */
function textsOfPage(language: string): { readonly text: string; readonly lang: string }[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: { text: string; lang: string }[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim() ?? '';
    const lang = walker.currentNode.parentElement?.closest('[lang]')?.getAttribute('lang') ?? language;
    if (text !== '' && !walker.currentNode.parentElement?.closest('style')) texts.push({ text, lang });
  }
  return texts;
}

afterAll(() => changeLanguage('en'));

for (const language of REPORT_LANGUAGES.filter((one): one is Exclude<ReportLanguage, 'en'> => one !== 'en')) {
  test(`a report read in ${language} mixes in no English that is not marked as English`, async () => {
    await changeLanguage(language);
    renderPage(
      <PlayerProvider source={null}>
        <SharedReportBody run={RUN} corrected={[]} name={null} pdfUrl="/report.pdf" intro="" />
      </PlayerProvider>,
    );
    await screen.findAllByText(WRITTEN);
    const own = sentencesOf((await CONSOLE_CATALOGUES[language]()) as unknown as Catalogue);
    const english = sentencesOf((await CONSOLE_CATALOGUES.en()) as unknown as Catalogue);
    const foreign = new Set(
      [...english].filter(([key, text]) => own.get(key) !== text).map(([, text]) => text),
    );
    const texts = textsOfPage(language);
    const unmarked = texts.filter(({ lang }) => lang === language).map(({ text }) => text);
    assert.deepEqual(
      unmarked.filter((text) => foreign.has(text) || text.includes(WRITTEN) || text.includes(SPOKEN)),
      [],
    );
    const marked = texts.filter(({ lang }) => lang === 'en').map(({ text }) => text);
    assert.ok(
      marked.some((text) => text.includes(SPOKEN)),
      'the question is marked',
    );
    assert.ok(
      marked.filter((text) => text.includes(WRITTEN)).length >= 7,
      'every text of the engine is marked',
    );
    assert.ok(unmarked.length > 50, 'the report has texts of its own');
  });
}
