import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { PageError } from '../components/page-error.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { PublicFrame } from './public-frame.tsx';
import { RequireLogin } from './require-login.tsx';

type LazyRoute = Promise<{ Component: ComponentType }>;

/** A page that is loaded on demand; its module exports one component. */
const lazyPage = (load: () => Promise<Record<string, ComponentType>>) => ({
  lazy: async (): LazyRoute => {
    const [Component] = Object.values(await load());
    if (!Component) throw new Error('The module of the page exports no component');
    return { Component };
  },
});

/** The routes of the console. */
export function createRouter() {
  return createBrowserRouter([
    {
      errorElement: <PageError />,
      hydrateFallbackElement: <div />,
      children: [
        {
          element: <PublicFrame />,
          children: [
            { path: '/sign-in', ...lazyPage(() => import('../login/login-page.tsx')) },
            { path: '/second-factor', ...lazyPage(() => import('../login/enrolment-page.tsx')) },
            { path: '/setup', ...lazyPage(() => import('../login/setup-page.tsx')) },
            { path: '/shared', ...lazyPage(() => import('../shared-report/shared-report-page.tsx')) },
            { path: '/invitation', ...lazyPage(() => import('../login/invitation-page.tsx')) },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
        {
          element: <RequireLogin />,
          children: [
            {
              ...lazyPage(() => import('./shell.tsx')),
              children: [
                {
                  errorElement: <PageError />,
                  children: [
                    { ...lazyPage(() => import('./require-permission.tsx')), children: protectedRoutes },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ]);
}

const protectedRoutes = [
  { path: '/', ...lazyPage(() => import('../dashboard/dashboard-page.tsx')) },
  { path: '/playground', ...lazyPage(() => import('../upload/upload-page.tsx')) },
  { path: '/runs', ...lazyPage(() => import('../runs/runs-page.tsx')) },
  { path: '/runs/compare', ...lazyPage(() => import('../runs/compare-page.tsx')) },
  { path: '/runs/:id', ...lazyPage(() => import('../report/run-page.tsx')) },
  { path: '/requests', ...lazyPage(() => import('../candidates/candidate-requests-page.tsx')) },
  { path: '/rights', ...lazyPage(() => import('../candidates/candidate-rights-page.tsx')) },
  { path: '/fairness', ...lazyPage(() => import('../fairness/fairness-page.tsx')) },
  { path: '/notice', ...lazyPage(() => import('../candidates/notice/notice-page.tsx')) },
  { path: '/account', ...lazyPage(() => import('../account/account-page.tsx')) },
  { path: '/developers', ...lazyPage(() => import('../developers/developers-page.tsx')) },
  { path: '/administration/keys', ...lazyPage(() => import('../administration/api-keys-page.tsx')) },
  { path: '/administration/projects', ...lazyPage(() => import('../administration/projects-page.tsx')) },
  { path: '/administration/users', ...lazyPage(() => import('../administration/users-page.tsx')) },
  { path: '/administration/credits', ...lazyPage(() => import('../administration/credits-page.tsx')) },
  { path: '/administration/webhooks', ...lazyPage(() => import('../administration/webhooks-page.tsx')) },
  { path: '/administration/settings', ...lazyPage(() => import('../administration/settings-page.tsx')) },
  { path: '/administration/audit', ...lazyPage(() => import('../administration/audit-log-page.tsx')) },
];
