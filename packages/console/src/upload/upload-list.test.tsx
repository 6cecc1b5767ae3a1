import assert from 'node:assert/strict';
import { screen, waitFor, within } from '@testing-library/react';
import { exampleOf, submitResponseSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { errorAnswer, type ReceivedRequest } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage } from '../testing/render-page.tsx';
import { wavFile } from '../testing/wav-file.ts';
import { fileInput, readyToUpload, SUBMIT } from './upload-page.fixture.ts';
import { UploadPage } from './upload-page.tsx';

beforeEach(readyToUpload);

const row = (name: string) => screen.findByRole('listitem', { name });
const analyse = (name: string) => screen.findByRole('button', { name });

/** The answer that admits a run. */
const admitted = (id: string) => ({ status: 202, body: { ...exampleOf(submitResponseSchema), id } });

/** The name of the file in a submission. */
const fileNameOf = ({ body }: ReceivedRequest) => /filename="([^"]*)"/.exec(body.toString('latin1'))?.[1];

/** A field of a submission. */
const fieldOf = ({ body }: ReceivedRequest, name: string) =>
  new RegExp(`name="${name}"\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([^\\r]*)`).exec(body.toString('latin1'))?.[1];

test('several files become a run each, one after the other, with their own names and the common fields', async () => {
  let pending = 0;
  apiServer.on(SUBMIT, async (request) => {
    pending += 1;
    assert.equal(pending, 1, 'two uploads at once');
    await new Promise((resolve) => setTimeout(resolve, 50));
    pending -= 1;
    return admitted(`run-${fileNameOf(request)}`);
  });
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), [wavFile(3, 'Ada.wav'), wavFile(4, 'b.wav')]);
  await within(await row('Ada.wav')).findByText(/^3:00 · .* MiB · 3 credits$/);
  await screen.findByText('Total cost: 7 credits of 12 available.');
  const second = within(await row('b.wav'));
  const name = second.getByLabelText('Candidate');
  await user.clear(name);
  await user.type(name, 'Ben Okoro{Enter}');
  await user.type(second.getByLabelText('External id'), 'cand-2');
  await user.type(screen.getByLabelText('Tags'), 'spring');
  assert.equal(apiServer.received(SUBMIT).length, 0, 'Enter in a row starts nothing');
  await user.click(await analyse('Analyse 2 recordings'));
  await screen.findByText('2 of 2 submitted.');
  const requests = apiServer.received(SUBMIT);
  assert.deepEqual(requests.map(fileNameOf), ['Ada.wav', 'b.wav']);
  assert.deepEqual(
    requests.map((request) => ['metadata', 'externalId', 'tags'].map((field) => fieldOf(request, field))),
    [
      ['{"candidate":"Ada"}', undefined, '["spring"]'],
      ['{"candidate":"Ben Okoro"}', 'cand-2', '["spring"]'],
    ],
  );
  assert.notEqual(requests[0]?.headers['idempotency-key'], requests[1]?.headers['idempotency-key']);
  const link = second.getByRole('link', { name: 'Open the run: b.wav' });
  assert.equal(link.getAttribute('href'), '/runs/run-b.wav');
  assert.equal(screen.getByTestId('address').textContent, '/');
});

test('one that fails does not stop the others, and is tried again under the same key', async () => {
  apiServer.on(SUBMIT, (request) =>
    fileNameOf(request) === 'a.wav' && apiServer.received(SUBMIT).length === 1
      ? errorAnswer(422, 'DECODING_FAILED', 'The recording could not be decoded')
      : admitted('run-1'),
  );
  const user = renderPage(<UploadPage />);
  await user.type(await screen.findByLabelText(/^Notice the candidate agreed to/), '2026-1');
  await user.upload(await fileInput(), [wavFile(3, 'a.wav'), wavFile(4, 'b.wav')]);
  await user.click(await analyse('Analyse 2 recordings'));
  await screen.findByText('1 of 2 submitted. 1 upload failed.');
  const failed = within(await row('a.wav'));
  failed.getByText('The recording could not be decoded');
  // What is changed for further recordings leaves this one as it was started.
  await user.type(screen.getByLabelText('Tags'), 'later');
  await user.click(failed.getByRole('button', { name: 'Try again: a.wav' }));
  await screen.findByText('2 of 2 submitted.');
  assert.ok((await analyse('Analyse')).hasAttribute('disabled'));
  assert.equal(document.activeElement, await row('a.wav'));
  const [first, , again] = apiServer.received(SUBMIT);
  assert.ok(first && again);
  assert.equal(again.headers['idempotency-key'], first.headers['idempotency-key']);
  for (const field of ['consent', 'tags', 'metadata'])
    assert.equal(fieldOf(again, field), fieldOf(first, field));
  await user.click(await analyse('Clear submitted recordings'));
  await waitFor(() => assert.equal(screen.queryByRole('listitem'), null));
});

test('a recording whose first attempt arrived after all is not paid for twice', async () => {
  apiServer.on(SUBMIT, errorAnswer(409, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used'));
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(3));
  await user.click(await analyse('Analyse'));
  const alert = await screen.findByRole('alert');
  assert.match(alert.textContent ?? '', /is already among the runs/);
  assert.equal(within(alert).getByRole('link').getAttribute('href'), '/runs');
});

test('what cannot be sent is left out, and credits are judged for all together', async () => {
  const user = renderPage(<UploadPage />);
  const document = new File(['%PDF-1.7'], 'cv.mp3', { type: 'audio/mpeg' });
  await user.upload(await fileInput(), [
    wavFile(7, 'a.wav'),
    document,
    wavFile(6, 'b.wav'),
    wavFile(1, 'c.wav'),
  ]);
  within(await row('c.wav')).getByText(/too short to score/);
  within(await row('cv.mp3')).getByText(/This is not a recording/);
  await screen.findByText(/Together these recordings cost 13 credits, and 12 are available/);
  const button = await analyse('Analyse 2 recordings');
  assert.ok(button.hasAttribute('disabled'));
  await user.click(await analyse('Remove: a.wav'));
  assert.equal(window.document.activeElement?.textContent, 'Recordings to analyse');
  await waitFor(() => assert.equal(screen.queryByText(/Together these recordings/), null));
  assert.ok(!(await analyse('Analyse 1 recording')).hasAttribute('disabled'));
});

test('an upload under way is cancelled, and the next one begins', async () => {
  const { promise: never } = Promise.withResolvers<never>();
  apiServer.on(SUBMIT, (request) => (fileNameOf(request) === 'a.wav' ? never : admitted('run-b')));
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), [wavFile(3, 'a.wav'), wavFile(4, 'b.wav')]);
  await user.click(await analyse('Analyse 2 recordings'));
  await within(await row('b.wav')).findByText('Waiting for its turn');
  await screen.findByText('0 of 2 submitted. Uploading now: a.wav.');
  await within(await row('a.wav')).findByRole('progressbar', { name: /: a\.wav$/ });
  await user.click(await analyse('Cancel: a.wav'));
  await within(await row('a.wav')).findByText('You cancelled this upload.');
  await within(await row('b.wav')).findByRole('link', { name: 'Open the run: b.wav' });
});

test('a second file joins the first with what was typed about it; the form forgets the name', async () => {
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(3, 'a.wav'));
  await screen.findByText('3 credits');
  await user.type(screen.getByLabelText('Candidate'), 'Ada');
  await user.upload(await fileInput(), wavFile(4, 'b.wav'));
  const first = within(await row('a.wav'));
  assert.equal((first.getByLabelText('Candidate') as HTMLInputElement).value, 'Ada');
  await user.click(await analyse('Remove: a.wav'));
  await user.click(await analyse('Remove: b.wav'));
  const candidate = (await screen.findByLabelText('Candidate')) as HTMLInputElement;
  assert.equal(candidate.value, '');
});
