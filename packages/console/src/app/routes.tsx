import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { PageFailure } from '../parts/page-failure.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Shell } from './shell.tsx';
import { SignedIn } from './signed-in.tsx';

type Loaded = Promise<{ Component: ComponentType }>;

/** A page that is fetched when it is opened; its file exports one component. */
const page = (load: () => Promise<Record<string, ComponentType>>) => ({
  lazy: async (): Loaded => {
    const [Component] = Object.values(await load());
    if (!Component) throw new Error('The file of the page exports no page');
    return { Component };
  },
});

/** The addresses of the console. */
export function createRoutes() {
  return createBrowserRouter([
    {
      errorElement: <PageFailure />,
      hydrateFallbackElement: <div />,
      children: [
        { path: '/sign-in', ...page(() => import('../session/sign-in-page.tsx')) },
        { path: '/setup', ...page(() => import('../session/setup-page.tsx')) },
        { path: '/shared', ...page(() => import('../shared/shared-page.tsx')) },
        { path: '/invitation', ...page(() => import('../session/invitation-page.tsx')) },
        {
          element: <SignedIn />,
          children: [
            {
              element: <Shell />,
              children: [
                {
                  errorElement: <PageFailure />,
                  children: signedInPages,
                },
              ],
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}

const signedInPages = [
  { path: '/', ...page(() => import('../dashboard/dashboard-page.tsx')) },
  { path: '/playground', ...page(() => import('../playground/playground-page.tsx')) },
  { path: '/runs', ...page(() => import('../runs/runs-page.tsx')) },
  { path: '/runs/compare', ...page(() => import('../runs/compare-page.tsx')) },
  { path: '/runs/:id', ...page(() => import('../report/run-page.tsx')) },
  { path: '/rights', ...page(() => import('../candidates/rights-page.tsx')) },
  { path: '/fairness', ...page(() => import('../fairness/fairness-page.tsx')) },
  { path: '/notice', ...page(() => import('../candidates/notice/notice-page.tsx')) },
  { path: '/account', ...page(() => import('../account/account-page.tsx')) },
  { path: '/developers', ...page(() => import('../developers/developers-page.tsx')) },
  { path: '/administration/keys', ...page(() => import('../administration/keys-page.tsx')) },
  { path: '/administration/projects', ...page(() => import('../administration/projects-page.tsx')) },
  { path: '/administration/users', ...page(() => import('../administration/people-page.tsx')) },
  { path: '/administration/credits', ...page(() => import('../administration/credits-page.tsx')) },
  { path: '/administration/webhooks', ...page(() => import('../administration/webhooks-page.tsx')) },
  { path: '/administration/settings', ...page(() => import('../administration/settings-page.tsx')) },
  { path: '/administration/audit', ...page(() => import('../administration/audit-page.tsx')) },
];
