import assert from 'node:assert/strict';
import { MantineProvider } from '@mantine/core';
import { render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { createMemoryRouter, Link, Outlet, RouterProvider } from 'react-router';
import { test } from 'vitest';
import { useUnsavedWork } from '../components/unsaved-work.ts';
import { AFTER_SAVING, LeaveGuard } from './leave-guard.tsx';

function Editor() {
  const [text, setText] = useState('');
  useUnsavedWork(text !== '');
  return (
    <>
      <input aria-label="Note" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <Link to="/other">Leave</Link>
      <Link to="/other" state={AFTER_SAVING}>
        Saved
      </Link>
    </>
  );
}

function renderEditor() {
  const router = createMemoryRouter(
    [
      {
        element: (
          <>
            <LeaveGuard />
            <Outlet />
          </>
        ),
        children: [
          { path: '/', element: <Editor /> },
          { path: '/other', element: <p>The other page</p> },
        ],
      },
    ],
    { initialEntries: ['/'] },
  );
  render(
    <MantineProvider env="test">
      <RouterProvider router={router} />
    </MantineProvider>,
  );
  return userEvent.setup();
}

test('leaving with something typed asks first, and staying keeps it', async () => {
  const user = renderEditor();
  await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'half a thought');
  await user.click(screen.getByRole('link', { name: 'Leave' }));
  await screen.findByRole('dialog', { name: 'Leave without saving?' });
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => assert.equal(screen.queryByRole('dialog'), null));
  assert.equal((screen.getByRole('textbox', { name: 'Note' }) as HTMLInputElement).value, 'half a thought');
  await user.click(screen.getByRole('link', { name: 'Leave' }));
  await user.click(await screen.findByRole('button', { name: 'Leave' }));
  await screen.findByText('The other page');
});

test('nothing is asked where nothing is unsaved, or it was just saved', async () => {
  const user = renderEditor();
  await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'sent');
  await user.click(screen.getByRole('link', { name: 'Saved' }));
  await screen.findByText('The other page');
});

test('a reload with something unsaved asks, as the browser does', async () => {
  const user = renderEditor();
  const asked = () => {
    const event = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(event);
    return event.defaultPrevented;
  };
  await screen.findByRole('textbox', { name: 'Note' });
  assert.equal(asked(), false);
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'x');
  assert.equal(asked(), true);
});
