import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { exampleOf, type SessionState, type SubmitLimits, sessionStateSchema } from '@vivavoce/contract';
import { type ReactNode, Suspense } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { createQueryClient } from '../api/query-client.ts';
import { cssVariables, theme } from '../app/theme.ts';
import { apiServer } from './page-server.ts';

/** What the server accepts unless a test says otherwise. */
const LIMITS: SubmitLimits = {
  maxUploadBytes: 25 * 1024 * 1024,
  minDurationMs: 180_000,
  maxDurationMs: 2_700_000,
  languages: ['en'],
  candidateNameKeys: ['candidate'],
};

/** A session of an owner, with changes. */
export function signedIn({
  limits = {},
  ...changes
}: Partial<Omit<SessionState, 'limits'>> & { limits?: Partial<SubmitLimits> } = {}): void {
  const session: SessionState = {
    ...exampleOf(sessionStateSchema),
    csrfToken: 'csrf-1',
    limits: { ...LIMITS, ...limits },
    ...changes,
  };
  apiServer.on('GET /session', { body: sessionStateSchema.parse(session) });
}

/** Renders a page or a part of one as the console does, at an address. @returns a user of it. */
export function renderPage(page: ReactNode, path = '/') {
  const user = userEvent.setup();
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <QueryClientProvider client={createQueryClient()}>
        <Notifications />
        <MemoryRouter initialEntries={[path]}>
          <Suspense fallback={null}>{page}</Suspense>
          <CurrentAddress />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return user;
}

function CurrentAddress() {
  const { pathname, search } = useLocation();
  return <output data-testid="address">{pathname + search}</output>;
}
