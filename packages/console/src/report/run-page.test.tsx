import assert from 'node:assert/strict';
import { act, screen, waitFor, within } from '@testing-library/react';
import { exampleOf, historySchema, processingPollSchema, sessionUserSchema } from '@vivavoce/contract';
import { Route, Routes } from 'react-router';
import { afterEach, test, vi } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { exampleRun } from '../testing/example-run.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { RunPage } from './run-page.tsx';

const RUN = exampleRun('My name is Daniel.', 'We built a bridge.');
const by = { kind: 'user', id: 'u', label: 'Ada' } as const;
const revision = (number: number) =>
  ({ number, reason: number === 1 ? 'analysis' : 'correction', createdAt: RUN.timestamp, by }) as const;

afterEach(() => vi.unstubAllGlobals());

function open(path: string) {
  signedIn({ user: { ...exampleOf(sessionUserSchema), permissions: ['runs.read', 'runs.erase'] } });
  const row = { ...exampleOf(historySchema.shape.results.element) };
  apiServer.on('GET /speech/analyze/run-1', { body: { ...RUN, revision: revision(2) } });
  apiServer.on('GET /speech/analyze/run-1/history/1', { body: RUN });
  apiServer.on('GET /speech/analyze/run-1/history', {
    body: {
      results: [
        { ...row, ...revision(2), isCurrent: true },
        { ...row, ...revision(1), isCurrent: false },
      ],
    },
  });
  return renderPage(
    <Routes>
      <Route path="/runs/:id" element={<RunPage />} />
    </Routes>,
    path,
  );
}

test('an older result opens at its top', async () => {
  const scroll = vi.spyOn(window, 'scrollTo').mockImplementation(() => {});
  const user = open('/runs/run-1');
  const link = await screen.findByRole('link', { name: /^View/ });
  scroll.mockClear();
  await user.click(link);
  await screen.findByText(/You are viewing result 1/);
  await waitFor(() => assert.ok(scroll.mock.calls.some(([x, y]) => (x as unknown) === 0 && y === 0)));
  scroll.mockRestore();
});

test('a report is read in the language of the page, also once that changes', async () => {
  const asked = () =>
    apiServer.received('GET /speech/analyze/run-1').map(({ query }) => query.get('reportLanguage'));
  open('/runs/run-1');
  await screen.findByRole('heading', { name: 'Transcript' });
  assert.deepEqual(asked(), ['en']);
  await act(() => changeLanguage('de'));
  await screen.findByRole('heading', { name: 'Mitschrift' });
  await waitFor(() => assert.deepEqual(asked(), ['en', 'de']));
  await act(() => changeLanguage('en'));
});

test('a link to a moment opens the recording there', async () => {
  open('/runs/run-1?t=97');
  await waitFor(() => assert.match(screen.getByTestId('player-time').textContent ?? '', /^1:37 /));
});

/** The stream of events of the page, which the test interrupts as a browser does when its server goes away. */
class Events extends EventTarget {
  static readonly CLOSED = 2;
  static current: Events;
  readonly readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  constructor() {
    super();
    Events.current = this;
  }
  close() {}
}

async function openUnfinished() {
  vi.stubGlobal('EventSource', Events);
  const progress = { stage: 'words', percent: 40 } as const;
  const run = {
    ...exampleOf(processingPollSchema),
    id: 'run-1',
    metadata: { candidate: 'Daniel' },
    progress,
    partialTranscript: undefined,
  };
  const user = open('/runs/run-1');
  apiServer.on('GET /speech/analyze/run-1', { body: run });
  await screen.findByRole('heading', { name: 'Daniel' });
  return user;
}

test('a run whose server went away says so until it is back', async () => {
  await openUnfinished();
  act(() => Events.current.onerror?.());
  await screen.findByText(/^The server does not answer/);
  act(() => Events.current.onopen?.());
  await waitFor(() => assert.equal(screen.queryByRole('alert'), null));
});

test('words appear as they are recognised, in order of time, and stay while the progress goes on', async () => {
  await openUnfinished();
  const tell = (event: string, data: unknown) =>
    act(() => Events.current.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) })));
  const passage = (startMs: number, speaker: string, text: string) => ({
    speaker,
    startMs,
    endMs: startMs + 900,
    text,
  });
  tell('transcript', { from: 0, passages: [passage(65_000, 'speaker_1', 'I built bridges.')] });
  tell('transcript', { from: 1, passages: [passage(2000, 'speaker_0', 'What did you build?')] });
  const words = await screen.findByRole('group', { name: 'Words so far' });
  const lines = () => [...words.querySelectorAll('p')].map(({ textContent }) => textContent);
  const both = ['Speaker 1 0:02What did you build?', 'Speaker 2 1:05I built bridges.'];
  assert.deepEqual(lines(), both);
  const { partialTranscript, ...run } = exampleOf(processingPollSchema);
  tell('state', { ...run, id: 'run-1', progress: { stage: 'alignment', percent: 70 } });
  await screen.findByText('70%');
  assert.deepEqual(lines(), both);
  tell('transcript', { from: 0, passages: [passage(0, 'speaker_0', 'Good morning.')] });
  await waitFor(() => assert.deepEqual(lines(), ['Speaker 1 0:00Good morning.']));
});

test('a run that is not finished is stopped after saying whose it is and what goes', async () => {
  const user = await openUnfinished();
  apiServer.on('DELETE /speech/analyze/run-1', { status: 204 });
  await user.click(screen.getByRole('button', { name: 'Stop the analysis' }));
  const dialog = await screen.findByRole('dialog', { name: 'Stop this analysis?' });
  assert.match(dialog.textContent ?? '', /Daniel.*recording is erased.*no credits/s);
  await user.click(within(dialog).getByRole('button', { name: 'Stop and erase' }));
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs'));
  assert.equal(apiServer.received('DELETE /speech/analyze/run-1').length, 1);
});
