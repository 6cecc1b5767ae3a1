import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { test } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { PageShortcuts } from './page-shortcuts.tsx';

test('"/" goes to the search of the page, and is a character inside a field', async () => {
  const user = renderPage(
    <main>
      <PageShortcuts />
      <input type="search" aria-label="Search" />
    </main>,
  );
  const field = await screen.findByRole('searchbox');
  await user.keyboard('/');
  assert.equal(document.activeElement, field);
  await user.keyboard('a/?');
  assert.equal((field as HTMLInputElement).value, 'a/?');
  assert.equal(screen.queryByRole('dialog'), null);
});

test('"/" leads to the list of runs where a page has no search', async () => {
  const user = renderPage(<PageShortcuts />, '/account');
  await screen.findByTestId('address');
  await user.keyboard('/');
  assert.equal(screen.getByTestId('address').textContent, '/runs');
});

test('"?" shows the keys', async () => {
  const user = renderPage(<PageShortcuts />);
  await screen.findByTestId('address');
  await user.keyboard('?');
  await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  await screen.findByText('Play and pause');
  screen.getByRole('button', { name: 'Close' });
});
