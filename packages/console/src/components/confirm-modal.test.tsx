import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { screen } from '@testing-library/react';
import { test } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { ConfirmModal } from './confirm-modal.tsx';

/** The buttons of all confirmations: what they do can be undone, or it destroys something. */
const CONFIRMATIONS = {
  undoable: ['account.endAll', 'report.candidate.switch'],
  destroying: [
    'administration.keys.revoke',
    'administration.people.resetFactor',
    'comments.delete',
    'report.progress.stopAction',
    'rights.erase',
    'runs.erase',
    'shell.leave.action',
    'shell.remove',
  ],
};

const SOURCES = globSync('src/**/*.tsx', { exclude: (name) => name.endsWith('.test.tsx') });

function colorOf(name: string): string {
  return screen.getByRole('button', { name }).style.getPropertyValue('--button-bg');
}

test('only the button of a confirmation that destroys something is red', async () => {
  const frame = { isOpen: true, title: 'Sure?', onClose() {}, onConfirm() {} };
  renderPage(
    <>
      <ConfirmModal {...frame} action="Erase">
        Gone for ever.
      </ConfirmModal>
      <ConfirmModal {...frame} action="Change" isDestructive={false}>
        Can be changed back.
      </ConfirmModal>
    </>,
  );
  await screen.findByRole('button', { name: 'Erase', hidden: true });
  assert.match(colorOf('Erase'), /red/);
  assert.doesNotMatch(colorOf('Change'), /red/);
  assert.equal(screen.queryByRole('banner', { hidden: true }), null, 'a dialog has no banner');
});

test('every confirmation of the console is red if it destroys something, and nothing else is a red button', () => {
  const calm = new Set<string>();
  const red = new Set<string>();
  for (const path of SOURCES) {
    const source = readFileSync(path, 'utf8');
    for (const [tag] of source.matchAll(/<ConfirmModal\b[\s\S]*?\n\s*>/g)) {
      const action = /action=\{t\('([^']+)'/.exec(tag)?.[1] ?? tag;
      (tag.includes('isDestructive={false}') ? calm : red).add(action);
    }
    assert.doesNotMatch(source, /<(?:Button|ActionIcon|LinkButton)\b[^>]*color="red/, path);
  }
  assert.deepEqual([...calm].sort(), CONFIRMATIONS.undoable);
  assert.deepEqual([...red].sort(), CONFIRMATIONS.destroying);
});
