import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recentRequests, recordingFetch } from './recent-requests.ts';

const answer = (): Promise<Response> => Promise.resolve(new Response('{}', { status: 201 }));

test('requests are recorded with their bodies, newest first; those with secrets never', async () => {
  const send = recordingFetch(answer);
  await send('https://speech.example/api/v1/credits?limit=2');
  await send('https://speech.example/api/v1/session/password', {
    method: 'PUT',
    body: '{"newPassword":"x"}',
  });
  await send('https://speech.example/api/v1/shared/abc/requests', { method: 'POST' });
  const form = new FormData();
  form.set('language', 'en');
  form.set('audio', new File(['x'], 'interview.mp3'));
  await send('https://speech.example/api/v1/speech/analyze', { method: 'POST', body: form });
  const kept = recentRequests().map(({ method, path, form: fields, status }) => ({
    method,
    path,
    fields,
    status,
  }));
  assert.deepEqual(kept, [
    {
      method: 'POST',
      path: '/speech/analyze',
      fields: [
        ['language', 'en'],
        ['audio', '@interview.mp3'],
      ],
      status: 201,
    },
    { method: 'GET', path: '/credits?limit=2', fields: null, status: 201 },
  ]);
});
