import assert from 'node:assert/strict';
import { screen } from '@testing-library/react';
import { exampleOf, sessionStateSchema, sessionUserSchema } from '@vivavoce/contract';
import { Route, Routes } from 'react-router';
import { test } from 'vitest';
import { renderPage, signedIn } from '../testing/render-page.tsx';
import { RequirePermission } from './require-permission.tsx';

const VIEWER = { ...exampleOf(sessionUserSchema), role: 'viewer', permissions: ['runs.read'] } as const;

function open(path: string) {
  const client = exampleOf(sessionStateSchema.shape.client.unwrap());
  signedIn({
    user: { ...VIEWER, permissions: [...VIEWER.permissions] },
    client: { ...client, administrators: [{ name: 'Ada Berg', email: 'ada@example.com' }] },
  });
  renderPage(
    <Routes>
      <Route element={<RequirePermission />}>
        <Route path="*" element={<form aria-label="A form" />} />
      </Route>
    </Routes>,
    path,
  );
}

for (const path of ['/playground', '/administration/keys', '/requests']) {
  test(`${path} shows no form to whom it is of no use, but who can change that`, async () => {
    open(path);
    await screen.findByRole('heading', { name: 'You do not have access' });
    await screen.findByText('Your role, Viewer, does not include this page.');
    await screen.findByText('Ada Berg (ada@example.com) can change your role.');
    assert.equal(screen.queryByRole('form'), null);
  });
}

for (const path of ['/', '/runs/7', '/runs/compare', '/account', '/notice']) {
  test(`${path} opens for everybody`, async () => {
    open(path);
    await screen.findByRole('form');
  });
}
