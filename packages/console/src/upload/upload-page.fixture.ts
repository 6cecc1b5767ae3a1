import { screen } from '@testing-library/react';
import { creditsResponseSchema, exampleOf } from '@vivavoce/contract';
import { apiServer } from '../testing/page-server.ts';
import { signedIn } from '../testing/render-page.tsx';

/** The request of a submission. */
export const SUBMIT = 'POST /speech/analyze';

/** Signs in a user with 12 credits and no projects, before the upload page is opened. */
export function readyToUpload(): void {
  signedIn();
  apiServer.on('GET /credits', { body: { ...exampleOf(creditsResponseSchema), available: 12 } });
  apiServer.on('GET /projects', { body: { projects: [] } });
}

/** Where files are chosen. */
export const fileInput = () => screen.findByLabelText(/Drop a recording here/);
