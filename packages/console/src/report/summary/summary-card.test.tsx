import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import { assessLevels, headlineOf, type Interval, type Review } from '@vivavoce/contract';
import { test } from 'vitest';
import { exampleRun } from '../../testing/example-run.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { type SummarisedRun, SummaryCard } from './summary-card.tsx';

const between = (low: number, high: number): Interval => ({ low, high, level: 0.9 });
const EXAMPLE = exampleRun('I speak.');

/** C1 overall above a B1 vocabulary. */
const RUN: SummarisedRun = {
  ...EXAMPLE,
  hrRecommendation: 'The speech is at C1 overall.',
  review: undefined,
  scores: {
    vocabulary: 2.1,
    vocabularyCefr: 'B1',
    vocabularyPercent: 42,
    fluency: 4.1,
    fluencyCefr: 'C1',
    fluencyPercent: 82,
    accent: 4.0,
    accentCefr: 'C1',
    accentPercent: 80,
    overall: 3.4,
    cefrLevel: 'C1',
    overallPercent: 68,
  },
  analysis: {
    ...EXAMPLE.analysis,
    overall: { interval: between(2.9, 3.9) },
    vocabulary: { ...EXAMPLE.analysis.vocabulary, interval: between(1.7, 2.52) },
    fluency: { ...EXAMPLE.analysis.fluency, interval: between(3.4, 5) },
    accent: { ...EXAMPLE.analysis.accent, interval: between(3.5, 4.5) },
  },
};

const OVERRIDE: Review = {
  decision: 'override',
  scores: { vocabulary: 3.4 },
  note: null,
  revision: 1,
  at: '2026-03-12T10:00:00.000Z',
  by: { kind: 'user', id: 'user-1', label: 'Ada Adler' },
};

const show = (run: SummarisedRun) => renderPage(<SummaryCard run={run} />);
const tile = async (name: string) =>
  (await screen.findByRole('heading', { name, level: 2 })).parentElement as HTMLElement;

test('the three scores stand beside the overall one, and a line says what holds it back', async () => {
  show(RUN);
  const names = (await screen.findAllByRole('heading', { level: 2 }))
    .slice(0, 4)
    .map(({ textContent }) => textContent);
  assert.deepEqual(names, ['Vocabulary', 'Fluency', 'Accent', 'Overall']);
  await screen.findByText('Vocabulary (B1) holds the overall level back.');
});

test('an interval that only touches the next level does not name it', async () => {
  show(RUN);
  within(await tile('Vocabulary')).getByText('1.7–2.5: B1');
  within(await tile('Overall')).getByText('2.9–3.9: B2 to C1');
});

test('a review that overrides changes the headline and says whose score it is', async () => {
  show({ ...RUN, review: OVERRIDE });
  const vocabulary = within(await tile('Vocabulary'));
  vocabulary.getByText('C1', { selector: '[class*=level]' });
  vocabulary.getByText(/^3\.4 by Ada Adler, /);
  vocabulary.getByText('B1 by machine (2.1)');
  await screen.findByText('No single score holds the overall level back.');
});

test('a review of an earlier result changes no headline', async () => {
  show({
    ...RUN,
    review: OVERRIDE,
    revision: { number: 2, reason: 'correction', createdAt: OVERRIDE.at, by: OVERRIDE.by },
  });
  within(await tile('Vocabulary')).getByText('2.1 / 5');
});

test('what the role needs is answered with a probability, never with a verdict', async () => {
  const levels = { overall: 'B2', vocabulary: 'B2' } as const;
  const intervals = {
    overall: between(2.9, 3.9),
    vocabulary: between(1.7, 2.52),
    fluency: null,
    accent: null,
  };
  const assessed = assessLevels(levels, headlineOf(RUN.scores, null, 1), intervals);
  show({ ...RUN, requirement: { project: 'Support', levels, assessed } });
  const needs = await screen.findByRole('region', { name: 'What the role needs (Support)' });
  const [overall, vocabulary] = within(needs)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  assert.match(overall ?? '', /^B2 needed: likely met \(C1 measured, > 99% probability of B2 or higher\)$/);
  assert.match(vocabulary ?? '', /^B2 needed in Vocabulary: likely not met/);
  assert.doesNotMatch(needs.textContent ?? '', /reject(?!ed automatically)|hire|pass|fail/i);
});

test('a warning names the scores that it is about, and what follows', async () => {
  const quality = {
    ...RUN.analysis.quality,
    warnings: [
      { code: 'NARROW_BAND' as const, message: 'The recording lacks high frequencies.' },
      { code: 'ABOVE_CALIBRATED_RANGE' as const, message: 'A score lies above the training data.' },
    ],
  };
  show({ ...RUN, analysis: { ...RUN.analysis, quality } });
  const notes = within(await screen.findByRole('region', { name: 'About this recording' }));
  notes.getByText('Accent:');
  notes.getByText('Fluency:');
  notes.getByText(/further off than its interval says/);
  notes.getByText(/Its interval is open upwards/);
});

test('without any score nothing is said to rest on words, and a warning takes away no score that another reason took', async () => {
  const quality = {
    ...RUN.analysis.quality,
    warnings: [
      { code: 'LITTLE_CANDIDATE_SPEECH' as const, message: 'The candidate speaks for a short time only.' },
      { code: 'SPEECH_NOT_RELIABLY_RECOGNISED' as const, message: 'The speech could not be recognised.' },
    ],
  };
  const scores = { ...RUN.scores, vocabulary: null, fluency: null, accent: null, overall: null };
  show({ ...RUN, scores, analysis: { ...RUN.analysis, quality } });
  await screen.findByText(/^There is no overall score, since it needs all three/);
  assert.equal(screen.queryByText(/^Based on/), null);
  assert.equal(screen.queryByText(/90% interval/), null);
  const [little, unrecognised] = screen.getAllByText(/^Vocabulary, Fluency,? and Accent:/);
  assert.match(little?.parentElement?.textContent ?? '', /no score that it could change\.$/);
  assert.match(unrecognised?.parentElement?.textContent ?? '', /No score is given because of it\.$/);
});

test('whether a person should listen, and on how much speech the scores rest, comes before any text', async () => {
  const { quality, vocabulary, fluency } = RUN.analysis;
  show({
    ...RUN,
    analysis: {
      ...RUN.analysis,
      vocabulary: { ...vocabulary, words: 1589 },
      fluency: { ...fluency, speakingTimeMs: 200_000 },
      quality: { ...quality, humanReview: { recommended: true, reasons: ['The line was bad.'] } },
    },
  });
  const basis = await screen.findByText('Based on 1,589 words in 3:20 of the candidate’s speech.');
  const listen = screen.getByText('A person should listen to this recording.');
  const recommendation = screen.getByText('The speech is at C1 overall.');
  const follows = (one: Node, other: Node) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  assert.ok(follows(listen, basis) && follows(basis, recommendation));
  assert.match(listen.parentElement?.textContent ?? '', /The line was bad\.$/);
});
