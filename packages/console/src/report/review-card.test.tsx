import assert from 'node:assert/strict';
import { cleanup, screen } from '@testing-library/react';
import { test } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { ReviewCard } from './review-card.tsx';

const RUN = { ...exampleRun('I speak.'), review: undefined };

const show = () => {
  signedIn();
  return renderPage(<ReviewCard run={RUN} canReview />);
};

test('a review that was typed survives a reload of the tab, and is gone once it was given up', async () => {
  const user = show();
  await user.click(await screen.findByRole('button', { name: 'Review' }));
  await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Knew the trade.');
  cleanup();
  const reloaded = show();
  const note = (await screen.findByRole('textbox', { name: 'Note' })) as HTMLTextAreaElement;
  assert.equal(note.value, 'Knew the trade.');
  await reloaded.click(screen.getByRole('button', { name: 'Cancel' }));
  cleanup();
  show();
  await screen.findByText('Not reviewed yet.');
  assert.equal(screen.queryByRole('textbox'), null);
  assert.deepEqual(apiServer.received('POST /speech/analyze/run-1/review'), []);
});
