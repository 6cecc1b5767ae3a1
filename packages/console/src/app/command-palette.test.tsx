import assert from 'node:assert/strict';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { type Action, exampleOf, runRowSchema, sessionUserSchema } from '@vivavoce/contract';
import { useState } from 'react';
import { beforeEach, test } from 'vitest';
import { changeLanguage } from '../i18n/setup.ts';
import { errorAnswer } from '../testing/api-server.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { Palette } from './palette.tsx';
import { PaletteButton } from './palette-button.tsx';

const RUNS = 'GET /speech/runs';

/** Signs in somebody with permissions. */
const signInWith = (...permissions: Action[]) =>
  signedIn({ user: { ...exampleOf(sessionUserSchema), permissions } });

beforeEach(() => {
  signInWith('runs.read', 'runs.submit', 'audit.read');
  const run = { ...exampleOf(runRowSchema), id: 'run-1', speakerName: 'Ada Lovelace', tags: ['spring'] };
  apiServer.on(RUNS, ({ query }) => ({
    body: {
      runs: query.get('search') === 'lovelace' ? [run] : [],
      nextCursor: null,
    },
  }));
});

function Page() {
  const [isOpen, setOpen] = useState(false);
  return (
    <main tabIndex={-1}>
      <PaletteButton onOpen={() => setOpen(true)} />
      <input aria-label="Note" />
      <Palette isOpen={isOpen} onOpen={() => setOpen(true)} onClose={() => setOpen(false)} />
    </main>
  );
}

const field = () => screen.findByRole('combobox');
const address = () => screen.getByTestId('address').textContent;
/** The option that Enter takes, as assistive technology finds it. */
const active = async () =>
  document.getElementById((await field()).getAttribute('aria-activedescendant') ?? '')?.textContent;

test('the key opens it from a field; arrows choose, Enter goes there, Escape gives the focus back', async () => {
  const user = renderPage(<Page />, '/account');
  const note = await screen.findByLabelText('Note');
  await user.click(note);
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog', { name: 'Search and commands' });
  await waitFor(async () => assert.equal(document.activeElement, await field()));
  assert.equal(await active(), 'Dashboard');
  await user.keyboard('{ArrowDown}');
  assert.equal(await active(), 'New analysis');
  await user.keyboard('{ArrowUp}{ArrowUp}');
  assert.equal(await active(), 'Sign out');
  const chosen = screen.getByRole('option', { selected: true });
  assert.equal(chosen.textContent, 'Sign out');
  await user.keyboard('{Escape}');
  await waitFor(() => assert.equal(screen.queryByRole('dialog'), null));
  assert.equal(document.activeElement, note);
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await field(), 'audit');
  await user.keyboard('{Enter}');
  assert.equal(address(), '/administration/audit');
  assert.equal(screen.queryByRole('dialog'), null);
});

test('only what the role permits is offered', async () => {
  signInWith('runs.read');
  const user = renderPage(<Page />);
  await user.click(await screen.findByRole('button', { name: 'Search' }));
  await field();
  const pages = within(screen.getByRole('group', { name: 'Pages' })).getAllByRole('option');
  assert.deepEqual(
    pages.map(({ textContent }) => textContent),
    ['Dashboard', 'Runs', 'Fairness', 'Notice for candidates', 'Your account'],
  );
});

test('runs are found by the search of the API, and all of them are one option away', async () => {
  const user = renderPage(<Page />);
  await user.click(await screen.findByRole('button', { name: 'Search' }));
  await user.type(await field(), 'l');
  assert.equal(screen.queryByRole('option', { name: /^All runs/ }), null);
  // At once: on a busy machine keys can be further apart than a search waits for the next one.
  await user.paste('ovelace');
  await screen.findByRole('option', { name: /^Ada Lovelace.*spring/ });
  // What was there on the way was not searched.
  assert.deepEqual(
    apiServer.received(RUNS).map(({ query }) => query.get('search')),
    ['lovelace'],
  );
  await user.keyboard('{Enter}');
  assert.equal(address(), '/runs/run-1');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await field(), 'lovelace');
  await user.click(await screen.findByRole('option', { name: 'All runs with “lovelace”' }));
  assert.equal(address(), '/runs?q=lovelace');
});

test('a search that fails says so', async () => {
  apiServer.on(RUNS, errorAnswer(400, 'INVALID_PARAMETERS', 'no'));
  const user = renderPage(<Page />);
  await user.click(await screen.findByRole('button', { name: 'Search' }));
  await user.type(await field(), 'zzz');
  await screen.findByText(/The runs could not be searched/);
});

test('another language is found by its name in this one', async () => {
  const user = renderPage(<Page />);
  await user.click(await screen.findByRole('button', { name: 'Search' }));
  await user.type(await field(), 'german');
  assert.equal(await active(), 'Language: Deutsch');
  await user.keyboard('{Enter}');
  try {
    await screen.findByRole('button', { name: 'Suche' });
  } finally {
    await changeLanguage('en');
  }
});

test('another dialog keeps the keyboard', async () => {
  renderPage(
    <>
      <Page />
      <div role="dialog" aria-modal="true" aria-label="Another" />
    </>,
  );
  await screen.findByLabelText('Note');
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  await waitFor(() => assert.equal(screen.getAllByRole('dialog').length, 1));
  assert.equal(screen.queryByRole('combobox'), null);
});
