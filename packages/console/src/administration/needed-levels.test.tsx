import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { exampleOf, projectSchema } from '@vivavoce/contract';
import { test } from 'vitest';
import { apiServer } from '../testing/page-server.ts';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { ProjectsPage } from './projects-page.tsx';

test('the levels that a role needs are saved with its project, and shown in the list', async () => {
  signedIn();
  const project = {
    ...exampleOf(projectSchema),
    id: 'p-1',
    name: 'Support',
    requiredLevels: { overall: 'B2' },
  };
  apiServer.on('GET /projects', { body: { projects: [project] } });
  apiServer.on('PATCH /projects/p-1', { body: project });
  const user = renderPage(<ProjectsPage />);
  await screen.findByText('B2', { selector: 'td' });
  await user.click(await screen.findByRole('button', { name: 'Edit Support' }));
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Vocabulary' }), 'B1');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Overall' }), '');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('B2', { selector: 'td' });
  const [change] = apiServer.received('PATCH /projects/p-1');
  assert.deepEqual(JSON.parse(change?.body.toString() ?? '{}').requiredLevels, { vocabulary: 'B1' });
});
