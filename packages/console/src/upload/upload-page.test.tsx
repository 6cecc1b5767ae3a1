import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { creditsResponseSchema, exampleOf, submitResponseSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { wavFile } from '../testing/wav-file.ts';
import { fileInput, readyToUpload, SUBMIT } from './upload-page.fixture.ts';
import { UploadPage } from './upload-page.tsx';

beforeEach(readyToUpload);

const submitButton = () => screen.getByRole('button', { name: 'Analyse' });

test('the limits and languages are those of the server', async () => {
  const limits = {
    maxUploadBytes: 100 * 1024 * 1024,
    minDurationMs: 90_000,
    maxDurationMs: 600_000,
    languages: ['en', 'pl', 'de'],
  };
  signedIn({ limits });
  renderPage(<UploadPage />);
  await screen.findByText('1.5 to 10 minutes, up to 100 MiB.');
  await screen.findByText(/^Submit an interview of at least 1.5 minutes/);
  const languages = screen.getByRole('combobox', { name: 'Language' }) as HTMLSelectElement;
  assert.deepEqual(
    [...languages.options].map(({ text }) => text),
    ['English', 'German', 'Polish'],
  );
});

test('a recording outside of the limits is not sent', async () => {
  signedIn({ limits: { minDurationMs: 120_000, maxDurationMs: 300_000, maxUploadBytes: 40_000 } });
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(1));
  await screen.findByText(/too short to score: at least 2 minutes/);
  assert.ok(submitButton().hasAttribute('disabled'));
  await user.upload(await fileInput(), wavFile(6));
  await screen.findByText(/too long.*at most 5 minutes/);
  await user.upload(await fileInput(), wavFile(7));
  await screen.findByText(/too large: the limit is 0 MiB|too large/);
  await user.upload(await fileInput(), wavFile(3));
  await waitFor(() => assert.equal(screen.queryByRole('alert'), null));
  assert.ok(!submitButton().hasAttribute('disabled'));
  assert.equal(apiServer.received(SUBMIT).length, 0);
});

test('the form is submitted with its fields, and the page of the run opens', async () => {
  apiServer.on(SUBMIT, { status: 202, body: { ...exampleOf(submitResponseSchema), id: 'run-1' } });
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(3));
  await screen.findByText('3 credits');
  await user.type(screen.getByLabelText('Candidate'), 'Daniel Nowak');
  await user.type(screen.getByLabelText('Tags'), 'a, b');
  await user.click(screen.getByLabelText(/^Transcript only/));
  await user.click(submitButton());
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs/run-1'));
  const [request] = apiServer.received(SUBMIT);
  assert.ok(request);
  assert.equal(request.headers['x-csrf-token'], 'csrf-1');
  assert.match(String(request.headers['idempotency-key']), /^[0-9a-f]{32}$/);
  const form = request.body.toString('latin1');
  const field = (name: string) =>
    new RegExp(`name="${name}"(?:;[^\\r]*)?\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([^\\r]*)`).exec(form)?.[1];
  assert.deepEqual(['language', 'metadata', 'tags', 'accommodation', 'externalId'].map(field), [
    'en',
    '{"candidate":"Daniel Nowak"}',
    '["a","b"]',
    'true',
    undefined,
  ]);
  assert.match(form, /name="audio"; filename="interview.wav"/);
});

test('links are sent by the same button, which comes after what is said about the candidate', async () => {
  apiServer.on(SUBMIT, { status: 202, body: { ...exampleOf(submitResponseSchema), id: 'run-1' } });
  const user = renderPage(<UploadPage />);
  const links = await screen.findByLabelText('Links to the recording');
  const candidate = screen.getByLabelText('Candidate');
  const isBefore = (one: Node, other: Node) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  assert.ok(isBefore(links, candidate) && isBefore(candidate, submitButton()));
  assert.ok(submitButton().hasAttribute('disabled'));
  await user.click(links);
  await user.paste('https://example.com/1.mp3');
  await user.click(candidate);
  await user.paste('Daniel Nowak');
  await user.click(submitButton());
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs/run-1'));
  const form = String(apiServer.received(SUBMIT)[0]?.body);
  assert.match(form, /Daniel Nowak[\s\S]*https:\/\/example\.com\/1\.mp3/);
});

test('what the server rejects is shown, and the form stays', async () => {
  apiServer.on(SUBMIT, errorAnswer(402, 'INSUFFICIENT_CREDITS', '3 credits are needed, 1 is available'));
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(3));
  await user.type(await screen.findByLabelText('Candidate'), 'Ada');
  await user.click(submitButton());
  const alert = await screen.findByRole('alert');
  assert.match(alert.textContent ?? '', /3 credits are needed, 1 is available/);
  assert.equal((screen.getByLabelText('Candidate') as HTMLInputElement).value, 'Ada');
});

test('where consent is required, the notice is required', async () => {
  signedIn({
    client: {
      id: 'c',
      name: 'Acme',
      speech: true,
      multilingual: false,
      requiresConsent: true,
      administrators: [],
    },
  });
  renderPage(<UploadPage />);
  const notice = await screen.findByLabelText(/^Notice the candidate agreed to/);
  assert.ok(notice.hasAttribute('required'));
});

test('what costs more than there is, and what is no recording, is said before the upload', async () => {
  apiServer.on('GET /credits', { body: { ...exampleOf(creditsResponseSchema), available: 2 } });
  const user = renderPage(<UploadPage />);
  await user.upload(await fileInput(), wavFile(3));
  await screen.findByText(/costs 3 credits, and 2 are available/);
  assert.ok(submitButton().hasAttribute('disabled'));
  await user.upload(await fileInput(), new File(['%PDF-1.7'], 'interview.mp3', { type: 'audio/mpeg' }));
  await screen.findByText(/This is not a recording/);
  assert.ok(submitButton().hasAttribute('disabled'));
  assert.equal(apiServer.received(SUBMIT).length, 0);
});
