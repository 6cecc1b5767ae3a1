import assert from 'node:assert/strict';
import { screen, within } from '@testing-library/react';
import { type Answer, exampleOf, finishedPollSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { renderPage } from '../testing/render-page.tsx';
import { CompareAnswers } from './compare-answers.tsx';

const ANSWER = exampleOf(finishedPollSchema.shape.analysis.shape.answers.unwrap().element);

/** A run whose answers go with these questions and begin at 10 s, 20 s and so on. */
function asked(id: string, ...questions: readonly string[]) {
  const run = exampleRun('I plan tours.');
  const answers = questions.map((text, at): Answer => {
    const startMs = (at + 1) * 10_000;
    return { ...ANSWER, startMs, question: { speaker: 'speaker_1', startMs: 0, endMs: 900, text } };
  });
  return { ...run, id, analysis: { ...run.analysis, answers } };
}

const RUNS = [
  asked('run-1', 'What is your name?', 'What did a normal day look like?'),
  asked('run-2', 'Why logistics?', 'So, what does a normal day look like for you?'),
  asked('run-3', 'Where do you live?'),
];

test('the answers of several candidates to the same question stand side by side, each leading to its moment', async () => {
  const user = renderPage(<CompareAnswers runs={RUNS} names={['Ann', 'Bo', 'Cy']} />);
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'Question' }),
    '2. What did a normal day look like?',
  );
  const columnOf = (name: string) =>
    within(screen.getByRole('heading', { name, level: 3 }).closest('li') as HTMLElement);
  const linkOf = (name: string) => columnOf(name).getByRole('link').getAttribute('href');
  assert.deepEqual([linkOf('Ann'), linkOf('Bo')], ['/runs/run-1?t=20', '/runs/run-2?t=20']);
  columnOf('Bo').getByText('“So, what does a normal day look like for you?”');
  assert.equal(columnOf('Cy').queryByRole('link'), null, 'who was not asked it has no answer to it');
});
