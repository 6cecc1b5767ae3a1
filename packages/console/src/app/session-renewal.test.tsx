import assert from 'node:assert/strict';
import { act, screen, waitFor } from '@testing-library/react';
import { exampleOf, sessionUserSchema } from '@vivavoce/contract';
import { beforeEach, test } from 'vitest';
import { useCurrentSession } from '../api/session.ts';
import { CommentForm } from '../report/comments/comment-form.tsx';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { SessionRenewal } from './session-renewal.tsx';

const CREATE = 'POST /speech/analyze/run-1/comments';
const USER = { ...exampleOf(sessionUserSchema), id: 'u1', email: 'ada@example.com', hasPassword: true };

/** A page with something to send, whose user is known. */
function Page() {
  const { user } = useCurrentSession();
  return (
    <>
      <p>{user?.name}</p>
      <CommentForm runId="run-1" atMs={null} />
      <SessionRenewal />
    </>
  );
}

/** Whether somebody has signed in again. */
let isRenewed = false;

/** The session ends; it is good again once somebody has signed in with the password. */
function endSession(): void {
  isRenewed = false;
  signedIn({ user: null, csrfToken: null });
  apiServer.on('POST /session', ({ body }) => {
    const { password } = JSON.parse(body.toString()) as { password: string };
    isRenewed = password === 'correct horse';
    if (isRenewed) signedIn({ user: USER, csrfToken: 'csrf-2' });
    return isRenewed ? { body: {} } : errorAnswer(401, 'INVALID_CREDENTIALS', 'The password is wrong');
  });
  apiServer.on(CREATE, ({ headers }) => {
    if (!isRenewed) return errorAnswer(401, 'SESSION_EXPIRED', 'The session has ended');
    if (headers['x-csrf-token'] !== 'csrf-2') return errorAnswer(403, 'CSRF_TOKEN_INVALID', 'Wrong token');
    return { status: 201, body: {} };
  });
}

beforeEach(() => signedIn({ user: USER }));

async function sendComment() {
  const user = renderPage(<Page />);
  await user.type(await screen.findByRole('textbox', { name: /Comment/ }), 'Worth a second look.');
  endSession();
  await user.click(screen.getByRole('button', { name: 'Comment' }));
  await screen.findByRole('dialog', { name: 'You were signed out' });
  return user;
}

test('a session that ended is renewed in place, and what was being sent is sent again', async () => {
  const user = await sendComment();
  await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
  await screen.findByText(/^The password is wrong/);
  await user.clear(screen.getByLabelText('Password'));
  await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
  await waitFor(() => assert.equal(apiServer.received(CREATE).length, 2));
  const [, repeated, ...more] = apiServer.received(CREATE);
  assert.equal(more.length, 0);
  assert.deepEqual(JSON.parse(repeated?.body.toString() ?? ''), { atMs: null, text: 'Worth a second look.' });
  const field = screen.getByRole('textbox', { name: /Comment/ }) as HTMLTextAreaElement;
  await waitFor(() => assert.equal(field.value, ''));
});

test('who does not sign in again keeps what was typed', async () => {
  const user = await sendComment();
  await user.click(screen.getByRole('button', { name: 'Go to the sign-in page' }));
  await screen.findByText(/^Your session has ended/);
  const field = screen.getByRole('textbox', { name: /Comment/ }) as HTMLTextAreaElement;
  assert.equal(field.value, 'Worth a second look.');
  assert.equal(apiServer.received(CREATE).length, 1);
});

test('who has no password signs in in another tab, and the page goes on by itself', async () => {
  signedIn({ user: { ...USER, hasPassword: false } });
  const user = await sendComment();
  assert.equal(screen.queryByLabelText('Password'), null, 'no field that nothing fits into');
  const link = screen.getByRole('link', { name: 'Sign in another way' }) as HTMLAnchorElement;
  assert.deepEqual([link.getAttribute('href'), link.target], ['/sign-in', '_blank']);
  await waitFor(() => assert.equal(document.activeElement, link));
  // Back without having signed in there: the page still waits.
  await act(() => void window.dispatchEvent(new Event('focus')));
  await screen.findByRole('dialog', { name: 'You were signed out' });
  isRenewed = true;
  signedIn({ user: { ...USER, hasPassword: false }, csrfToken: 'csrf-2' });
  await act(() => void window.dispatchEvent(new Event('focus')));
  await waitFor(() => assert.equal(apiServer.received(CREATE).length, 2));
  await waitFor(() => assert.equal(screen.queryByRole('dialog'), null));
  await user.click(screen.getByRole('textbox', { name: /Comment/ }));
});
