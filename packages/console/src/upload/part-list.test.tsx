import assert from 'node:assert/strict';
import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { exampleOf, submitResponseSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import type { ReceivedRequest } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage } from '../testing/render-page.tsx';
import { wavFile } from '../testing/wav-file.ts';
import { fileInput, readyToUpload, SUBMIT } from './upload-page.fixture.ts';
import { UploadPage } from './upload-page.tsx';

beforeEach(readyToUpload);

const admitted = { status: 202, body: { ...exampleOf(submitResponseSchema), id: 'run-1' } };
const PARTS_SWITCH = /^These files are parts of one interview/;
const button = (name: string) => screen.getByRole('button', { name });
const analyse = () => button('Analyse');
const switchParts = async (user: UserEvent) => user.click(await screen.findByLabelText(PARTS_SWITCH));
const parts = () => screen.getAllByRole('listitem').map((row) => row.querySelector('p')?.textContent);

/** The names of the files of a submission, in order. */
const fileNamesOf = ({ body }: ReceivedRequest) =>
  [...body.toString('latin1').matchAll(/name="audio"; filename="([^"]*)"/g)].map(([, name]) => name);

/** Opens the page with files that are the parts of one interview. */
async function renderParts(files: File[]): Promise<UserEvent> {
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), files);
  await switchParts(user);
  return user;
}

test('parts are put in order by keyboard, and become one run with what was typed about their candidate', async () => {
  apiServer.on(SUBMIT, admitted);
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), [wavFile(1, 'q10.wav'), wavFile(3, 'q2.wav'), wavFile(1.5, 'q1.wav')]);
  const second = within(await screen.findByRole('listitem', { name: 'q2.wav' }));
  await user.clear(second.getByLabelText('Candidate'));
  await user.type(second.getByLabelText('Candidate'), 'Ada');
  await switchParts(user);
  assert.deepEqual(parts(), ['1. q1.wav', '2. q2.wav', '3. q10.wav'], 'numbers are sorted by their value');
  await screen.findByText(/^Together 5:30 · /);
  await screen.findByText('6 credits');
  assert.equal((screen.getByLabelText('Candidate') as HTMLInputElement).value, 'Ada');
  button('Move up: q10.wav').focus();
  await user.keyboard('{Enter}');
  assert.deepEqual(parts(), ['1. q1.wav', '2. q10.wav', '3. q2.wav']);
  screen.getByText('q10.wav is now part 2 of 3.');
  assert.equal(document.activeElement, button('Move up: q10.wav'));
  await user.keyboard(' ');
  assert.deepEqual(parts(), ['1. q10.wav', '2. q1.wav', '3. q2.wav']);
  assert.equal(document.activeElement, button('Move down: q10.wav'), 'there is nowhere to go up');
  assert.equal(apiServer.received(SUBMIT).length, 0);
  await user.click(analyse());
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs/run-1'));
  const [request, ...others] = apiServer.received(SUBMIT);
  assert.ok(request && others.length === 0);
  assert.deepEqual(fileNamesOf(request), ['q10.wav', 'q1.wav', 'q2.wav']);
  assert.match(request.body.toString('latin1'), /\{"candidate":"Ada"\}/);
});

test('the part that the server refuses is marked, and another attempt has the same key', async () => {
  const error = {
    code: 'UNSUPPORTED_FORMAT',
    message: 'Part 2: The file is not a recording',
    details: { part: 2 },
  };
  const refusal = { status: 400, body: { error: { ...error, timestamp: new Date().toISOString() } } };
  apiServer.on(SUBMIT, () => (apiServer.received(SUBMIT).length === 1 ? refusal : admitted));
  const user = await renderParts([wavFile(2, 'a.wav'), wavFile(2, 'b.wav'), wavFile(2, 'c.wav')]);
  await user.type(screen.getByLabelText(/^Notice the candidate agreed to/), '2026-1');
  await waitFor(() => assert.ok(!analyse().hasAttribute('disabled')));
  await user.click(analyse());
  assert.match(
    (await screen.findByRole('alert')).textContent ?? '',
    /^This file is not a recording that can be read/,
  );
  within(screen.getByRole('listitem', { name: '2. b.wav' })).getByText(
    'The server did not accept this part.',
  );
  assert.equal(screen.getAllByText('The server did not accept this part.').length, 1);
  await user.click(button('Remove: b.wav'));
  assert.equal(screen.queryByRole('alert'), null, 'it is about a part that is gone');
  assert.equal(document.activeElement?.textContent, 'Parts of the interview, in order');
  await user.click(analyse());
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs/run-1'));
  const [first, again] = apiServer.received(SUBMIT);
  assert.ok(first && again);
  assert.deepEqual(fileNamesOf(again), ['a.wav', 'c.wav']);
  assert.equal(again.headers['idempotency-key'], first.headers['idempotency-key']);
  const consent = ({ body }: ReceivedRequest) =>
    /\{"noticeVersion":[^}]*\}/.exec(body.toString('latin1'))?.[0];
  assert.ok(consent(first));
  assert.equal(consent(again), consent(first));
});

test('the limits are those of all parts together, and what is no recording is named', async () => {
  const user = await renderParts([wavFile(1, 'a.wav'), wavFile(1, 'b.wav')]);
  await screen.findByText(/^The parts together are too short to score: at least 3 minutes/);
  assert.ok(analyse().hasAttribute('disabled'));
  await user.upload(await fileInput(), new File(['%PDF-1.7'], 'cv.mp3', { type: 'audio/mpeg' }));
  within(await screen.findByRole('listitem', { name: '3. cv.mp3' })).getByText(/^This is not a recording/);
  await screen.findByText(/^One of the parts is not a recording/);
  await user.click(button('Remove: cv.mp3'));
  await user.upload(await fileInput(), wavFile(44, 'c.wav'));
  await screen.findByText(/^The parts together are too long: at most 45 minutes/);
  await user.click(button('Remove: c.wav'));
  await user.upload(await fileInput(), wavFile(11, 'd.wav'));
  await screen.findByText(/costs 13 credits, and 12 are available/);
  await user.click(button('Remove: d.wav'));
  await user.upload(
    await fileInput(),
    Array.from({ length: 19 }, (_, n) => wavFile(0.1, `x${n}.wav`)),
  );
  await screen.findByText('A recording has at most 20 parts. Remove some.');
  await user.click(button('Remove: x18.wav'));
  await waitFor(() => assert.ok(!analyse().hasAttribute('disabled')));
  assert.equal(apiServer.received(SUBMIT).length, 0);
});

test('files are recordings of their own again when they are no parts', async () => {
  const user = await renderParts([wavFile(3, 'a.wav'), wavFile(4, 'b.wav')]);
  await user.type(screen.getByLabelText('External id'), '7');
  await switchParts(user);
  const first = within(await screen.findByRole('listitem', { name: 'a.wav' }));
  assert.equal((first.getByLabelText('External id') as HTMLInputElement).value, '7');
  const second = within(screen.getByRole('listitem', { name: 'b.wav' }));
  assert.equal((second.getByLabelText('Candidate') as HTMLInputElement).value, 'b');
  await user.click(button('Remove: a.wav'));
  assert.equal(screen.queryByLabelText(PARTS_SWITCH), null, 'one file has no parts');
});

test('parts stay as they are while they are uploaded', async () => {
  const { promise: never } = Promise.withResolvers<never>();
  apiServer.on(SUBMIT, () => never);
  const user = await renderParts([wavFile(2, 'a.wav'), wavFile(2, 'b.wav')]);
  await waitFor(() => assert.ok(!analyse().hasAttribute('disabled')));
  await user.click(analyse());
  await screen.findByRole('progressbar');
  for (const name of ['Move down: a.wav', 'Remove: b.wav'])
    assert.ok(button(name).hasAttribute('disabled'), name);
  assert.equal(screen.queryByLabelText(PARTS_SWITCH), null);
  await user.upload(await fileInput(), wavFile(3, 'c.wav'));
  await screen.findByRole('listitem', { name: 'a.wav + 1' });
  await screen.findByRole('listitem', { name: 'c.wav' });
});
