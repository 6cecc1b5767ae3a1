import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, submitResponseSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { useLinkEntry } from './link-entry.ts';
import { LinkField } from './link-field.tsx';

const SUBMIT = 'POST /speech/analyze';
const links = () => screen.getByLabelText('Links to the recording');
const fetchButton = () => screen.getByRole('button', { name: 'Send' });

/** Links with a button of their own. */
function LinkForm({ fields }: { fields: Parameters<typeof useLinkEntry>[0] }) {
  const entry = useLinkEntry(fields);
  return (
    <>
      <LinkField entry={entry} />
      <button type="button" disabled={!entry.isSendable || entry.isPending} onClick={entry.send}>
        Send
      </button>
    </>
  );
}

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

test('attempts for the same links have one key and one time of consent, so that they become one run', async () => {
  const times: Date[] = [];
  apiServer.on(SUBMIT, () =>
    apiServer.received(SUBMIT).length < 4
      ? errorAnswer(400, 'AUDIO_DOWNLOAD_FAILED', 'The host of audioUrl cannot be reached')
      : errorAnswer(409, 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used'),
  );
  const user = renderPage(
    <LinkForm
      fields={(startedAt) => {
        times.push(startedAt);
        return { consent: { noticeVersion: '1', at: startedAt.toISOString() } };
      }}
    />,
  );
  const attempt = async (text: string, so: number) => {
    await user.clear(links());
    await user.type(links(), text);
    await user.click(fetchButton());
    await waitFor(() => assert.equal(apiServer.received(SUBMIT).length, so));
    await waitFor(() => assert.ok(!fetchButton().hasAttribute('disabled')));
  };
  await attempt('https://example.com/1.mp3', 1);
  await attempt('https://example.com/1.mp3', 2);
  await attempt('https://example.com/1.mp3{Enter}https://example.com/2.mp3', 3);
  await attempt('https://example.com/1.mp3', 4);
  const keys = apiServer.received(SUBMIT).map(({ headers }) => headers['idempotency-key']);
  assert.ok(keys[0]);
  assert.deepEqual([keys[1], keys[3]], [keys[0], keys[0]]);
  assert.notEqual(keys[2], keys[0], 'another recording');
  assert.deepEqual(times[3], times[0]);
  const alert = await screen.findByRole('alert');
  await waitFor(() => assert.match(alert.textContent ?? '', /is already among the runs/));
});
