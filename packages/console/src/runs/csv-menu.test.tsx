import assert from 'node:assert/strict';
import { screen, waitFor } from '@testing-library/react';
import { exampleOf, runRowSchema } from '@vivavoce/contract';
import { afterEach, test, vi } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';
import { CsvMenu } from './csv-menu.tsx';

afterEach(() => vi.restoreAllMocks());

test('the table is saved to read, or for programs', async () => {
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:x';
  });
  const user = renderPage(<CsvMenu runs={[{ ...exampleOf(runRowSchema), warnings: ['CLIPPED'] }]} />);
  const saveAs = async (name: string, count: number) => {
    await user.click(screen.getByRole('button', { name: 'CSV' }));
    await user.click(await screen.findByRole('menuitem', { name }));
    await waitFor(() => assert.equal(saved.length, count));
    return (await saved[count - 1]?.text()) ?? '';
  };
  const toRead = await saveAs('Table to read', 1);
  assert.match(toRead, /Run,External id,/);
  assert.match(toRead, /The recording is distorted by overload/);
  const forPrograms = await saveAs('Table for programs', 2);
  assert.match(forPrograms, /id,externalId,/);
  assert.match(forPrograms, /,CLIPPED,/);
});
