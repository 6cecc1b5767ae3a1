import assert from 'node:assert/strict';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { exampleOf, historySchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { recordingOfRun } from '../../../api/recording.ts';
import { errorAnswer } from '../../../testing/api-server.ts';
import { exampleRun } from '../../../testing/example-run.ts';
import { apiServer } from '../../../testing/page-server.ts';
import { renderPage } from '../../../testing/render-page.tsx';
import { PlayerProvider } from '../../player/player-context.tsx';
import { TranscriptPanel } from '../transcript-panel.tsx';

const RUN = exampleRun('My name is Daniel and I work here.', 'We built a traffic jam detector.');
const CORRECT = 'PATCH /speech/analyze/run-1/transcript';

beforeEach(() => {
  apiServer.on(CORRECT, { body: RUN });
  apiServer.on('GET /speech/analyze/run-1/history', { body: exampleOf(historySchema) });
});

const renderTranscript = (correctableRunId: string | undefined = RUN.id) =>
  renderPage(
    <PlayerProvider source={recordingOfRun(RUN.id)}>
      <TranscriptPanel run={RUN} correctableRunId={correctableRunId} />
    </PlayerProvider>,
  );

/** Opens the passage at a time. */
async function open(user: ReturnType<typeof renderTranscript>, time: string): Promise<HTMLTextAreaElement> {
  await user.click(await screen.findByRole('button', { name: `Correct what was said at ${time}` }));
  return screen.findByRole('textbox', { name: new RegExp(`${time}: what was said`) });
}

const unsaved = () => screen.queryByRole('region', { name: 'Unsaved corrections' });
const saved = () => apiServer.received(CORRECT).map(({ body }) => JSON.parse(body.toString()));

test('corrections of several passages are saved together, by word', async () => {
  const user = renderTranscript();
  const first = await open(user, '0:00');
  assert.equal(first.value, 'My name is Daniel and I work here.');
  await user.clear(first);
  await user.type(first, 'My name is Dariusz and I work there.{Enter}');
  const second = await open(user, '0:10');
  await user.clear(second);
  await user.type(second, 'We built a detector.');
  await user.click(screen.getByRole('button', { name: 'Done' }));
  await screen.findByText('4 words corrected, not saved yet');
  assert.equal(saved().length, 0);
  await user.click(screen.getByRole('button', { name: 'Save and rescore' }));
  await screen.findByText('Corrected and rescored');
  assert.deepEqual(saved(), [
    [
      { segment: 0, word: 3, text: 'Dariusz' },
      { segment: 0, word: 7, text: 'there.' },
      { segment: 1, word: 3, text: '' },
      { segment: 1, word: 4, text: '' },
    ],
  ]);
  assert.equal(unsaved(), null);
});

test('Escape discards a passage, and a passage as it was is no correction', async () => {
  const user = renderTranscript();
  await user.type(await open(user, '0:00'), ' Indeed.');
  assert.ok(unsaved());
  await user.keyboard('{Escape}');
  assert.equal(unsaved(), null);
  const passage = await open(user, '0:00');
  await user.type(passage, 'x');
  await user.type(passage, '{Backspace}');
  assert.equal(unsaved(), null);
});

test('"Discard" drops every unsaved correction', async () => {
  const user = renderTranscript();
  await user.type(await open(user, '0:00'), ' Indeed.{Enter}');
  const bar = await screen.findByRole('region', { name: 'Unsaved corrections' });
  await user.click(within(bar).getByRole('button', { name: 'Discard' }));
  assert.equal(unsaved(), null);
  assert.equal(screen.queryByText(/Indeed/), null);
});

test('too much text in one place cannot be saved', async () => {
  const user = renderTranscript();
  await user.type(await open(user, '0:00'), ' a b c d e f g h i j k l');
  await screen.findByText(/^Too much text was added in one place/);
  assert.ok(screen.getByRole('button', { name: 'Save and rescore' }).hasAttribute('disabled'));
});

test('an error of the server is shown, and the corrections stay', async () => {
  apiServer.on(CORRECT, errorAnswer(409, 'RUN_CHANGED', 'The run was changed meanwhile'));
  const user = renderTranscript();
  await user.type(await open(user, '0:00'), ' Indeed.{Enter}');
  await user.click(screen.getByRole('button', { name: 'Save and rescore' }));
  const alert = await screen.findByRole('alert');
  assert.match(alert.textContent ?? '', /^Another user changed this result at the same time/);
  assert.ok(unsaved());
  await waitFor(() => assert.equal(saved().length, 1));
});

test('readers without the permission cannot correct', async () => {
  renderPage(
    <PlayerProvider source={null}>
      <TranscriptPanel run={RUN} />
    </PlayerProvider>,
  );
  await screen.findByRole('searchbox', { name: 'Search transcript' });
  assert.equal(screen.queryAllByRole('button', { name: /^Correct what was said/ }).length, 0);
});

test('a search counts its matches and marks their words', async () => {
  const user = renderTranscript();
  await user.type(await screen.findByRole('searchbox', { name: 'Search transcript' }), 'traffic jam');
  await screen.findByText('1 of 1');
  const marked = [...document.querySelectorAll('[data-found]')].map(({ textContent }) => textContent?.trim());
  assert.deepEqual(marked, ['traffic', 'jam']);
});

test('Enter and the buttons go from match to match, around the end', async () => {
  const user = renderTranscript();
  const current = () =>
    [...document.querySelectorAll<HTMLElement>('[data-found=current]')].map(({ dataset }) => dataset.start);
  await user.type(await screen.findByRole('searchbox', { name: 'Search transcript' }), 'i');
  await screen.findByText('1 of 2');
  const first = current();
  await user.keyboard('{Enter}');
  await screen.findByText('2 of 2');
  assert.notDeepEqual(current(), first);
  await user.keyboard('{Enter}');
  await screen.findByText('1 of 2');
  assert.deepEqual(current(), first);
  await user.click(screen.getByRole('button', { name: 'Previous match' }));
  await screen.findByText('2 of 2');
});

test('every word of a long interview is in the page, for the browser’s own search and for screen readers', async () => {
  const long = exampleRun(...Array.from({ length: 400 }, (_, at) => `Sentence number ${at} was said.`));
  renderPage(
    <PlayerProvider source={null}>
      <TranscriptPanel run={long} />
    </PlayerProvider>,
  );
  await screen.findByRole('searchbox', { name: 'Search transcript' });
  assert.equal(document.querySelectorAll('[data-start]').length, 400 * 5);
});

test('unsaved corrections survive a reload of the tab', async () => {
  const user = renderTranscript();
  const first = await open(user, '0:00');
  await user.clear(first);
  await user.type(first, 'My name is Dariusz and I work here.{Enter}');
  await screen.findByText('1 word corrected, not saved yet');
  cleanup();
  renderTranscript();
  await screen.findByText('1 word corrected, not saved yet');
});
