import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, submitResponseSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { LinkForm } from './link-form.tsx';

const SUBMIT = 'POST /speech/analyze';
const links = () => screen.getByLabelText('Links to the recording');
const fetchButton = () => screen.getByRole('button', { name: 'Fetch and start' });

beforeEach(() => signedIn());

test('the links of a recording in parts are sent in order with the fields, and the page of the run opens', async () => {
  apiServer.on(SUBMIT, { status: 202, body: { ...exampleOf(submitResponseSchema), id: 'run-1' } });
  const user = renderPage(<LinkForm fields={() => ({ externalId: '7' })} />);
  assert.ok(fetchButton().hasAttribute('disabled'));
  await user.type(links(), 'https://example.com/1.mp3{Enter}https://example.com/2.mp3');
  await user.click(fetchButton());
  await waitFor(() => assert.equal(screen.getByTestId('address').textContent, '/runs/run-1'));
  const [request] = apiServer.received(SUBMIT);
  const form = String(request?.body);
  const fields = form.matchAll(/form-data; name="(\w+)"(?:;[^\r]*)?\r\n(?:[^\r]+\r\n)*\r\n([^\r]*)/g);
  const sent = [...fields].map(([, name, value]) => [name, value]);
  assert.deepEqual(sent, [
    ['externalId', '7'],
    ['audioUrl', 'https://example.com/1.mp3'],
    ['audioUrl', 'https://example.com/2.mp3'],
  ]);
});

test('what is no address is said before anything is sent, and what the server refuses afterwards', async () => {
  apiServer.on(
    SUBMIT,
    errorAnswer(400, 'AUDIO_DOWNLOAD_FAILED', 'Part 1: The host of audioUrl cannot be reached'),
  );
  const user = renderPage(<LinkForm fields={() => ({})} />);
  await user.type(links(), 'interview.mp3');
  await screen.findByText(/^Each line must be an address/);
  assert.ok(fetchButton().hasAttribute('disabled'));
  await user.clear(links());
  await user.type(links(), 'https://example.com/1.mp3');
  await user.click(fetchButton());
  assert.match((await screen.findByRole('alert')).textContent ?? '', /cannot be reached/);
  assert.equal((links() as HTMLTextAreaElement).value, 'https://example.com/1.mp3', 'to be corrected');
});
