import { newProjectSchema, type Project, type ProjectList, projectChangesSchema } from '@vivavoce/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { changeProject, createProject, listProjects } from '../../tenants/projects.ts';
import { actorContextOf, callerOf } from '../authentication.ts';
import type { TenantContext } from '../context.ts';
import { bodyOf } from '../json-body.ts';

/** `GET /projects`: the client's projects. */
export function listProjectsRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest): Promise<ProjectList> => ({
    projects: await listProjects(storeOf(request).db, callerOf(request).tenantId),
  });
}

/** `POST /projects`: makes a project. */
export function createProjectRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<Project> => {
    const project = bodyOf(request, newProjectSchema);
    reply.code(201);
    return createProject(storeOf(request), actorContextOf(request), project);
  };
}

/** `PATCH /projects/{id}`: changes a project. */
export function changeProjectRoute({ storeOf }: TenantContext) {
  return async (request: FastifyRequest<{ Params: { id: string } }>): Promise<Project> => {
    const changes = bodyOf(request, projectChangesSchema);
    return changeProject(storeOf(request), actorContextOf(request), request.params.id, changes);
  };
}
