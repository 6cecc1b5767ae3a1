import type { ADMINISTRATION_OPERATIONS } from '@vivavoce/contract';
import { changeProject, createProject, listProjects } from '../../tenants/projects.ts';
import type { TenantContext } from '../context.ts';
import type { Handler } from '../route.ts';

type Operations = typeof ADMINISTRATION_OPERATIONS;

/** `GET /projects`: the tenant's projects. */
export function listProjectsRoute({ storeOf }: TenantContext): Handler<Operations['listProjects']> {
  return async ({ caller, request }) => ({
    projects: await listProjects(storeOf(request).db, caller.tenantId),
  });
}

/** `POST /projects`: creates a project. */
export function createProjectRoute({ storeOf }: TenantContext): Handler<Operations['createProject']> {
  return ({ body, by, request }) => createProject(storeOf(request), by, body);
}

/** `PATCH /projects/{id}`: changes a project. */
export function changeProjectRoute({ storeOf }: TenantContext): Handler<Operations['changeProject']> {
  return ({ params, body, by, request }) => changeProject(storeOf(request), by, params.id, body);
}
