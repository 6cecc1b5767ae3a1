import {
  type NewProject,
  newProjectSchema,
  type Project,
  type ProjectChanges,
  projectChangesSchema,
} from '@vivavoce/contract';
import { type Selectable, sql } from 'kysely';
import { type ActorContext, operatorActor } from '../audit/actor.ts';
import { recordAuditEntry } from '../audit/record.ts';
import { isId } from '../ids.ts';
import { ServiceError } from '../service-error.ts';
import type { Database, Tables } from '../store/database.ts';
import type { Store } from '../store/store.ts';
import { nameTakenError, parseInput, tenantIdOf } from './tenants.ts';

function describeProject(row: Selectable<Tables['projects']>): Project {
  return {
    id: row.id,
    name: row.name,
    requiresConsent: row.requires_consent,
    accentWeight: row.accent_weight,
    requiredLevels: row.required_levels,
    createdAt: row.created_at.toISOString(),
  };
}

/** A client's projects by name. */
export async function listProjects(db: Database, tenantId: string): Promise<Project[]> {
  const rows = await db
    .selectFrom('projects')
    .selectAll()
    .where('client_id', '=', tenantId)
    .orderBy('name')
    .execute();
  return rows.map(describeProject);
}

/** A client's project of an id; null if it has none. */
export async function findProject(
  db: Database,
  tenantId: string,
  projectId: string,
): Promise<Project | null> {
  if (!isId(projectId)) return null;
  const row = await db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', projectId)
    .where('client_id', '=', tenantId)
    .executeTakeFirst();
  return row ? describeProject(row) : null;
}

/**
 * Makes a project.
 * @throws ServiceError if the client has one of that name, or a value makes no sense.
 */
export async function createProject(store: Store, by: ActorContext, project: NewProject): Promise<Project> {
  const { name, requiresConsent, accentWeight, requiredLevels } = parseInput(newProjectSchema, project);
  try {
    return await store.db.transaction().execute(async (trx) => {
      const row = await trx
        .insertInto('projects')
        .values({
          client_id: by.tenantId,
          name,
          requires_consent: requiresConsent,
          accent_weight: accentWeight,
          required_levels: JSON.stringify(requiredLevels),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const details = { requiresConsent, accentWeight, levelsRequired: Object.keys(requiredLevels).length };
      await recordAuditEntry(trx, {
        ...by,
        action: 'project.create',
        target: { projectId: row.id },
        details,
      });
      return describeProject(row);
    });
  } catch (error) {
    throw nameTakenError(error, `There is a project named ${name} already`);
  }
}

/**
 * Changes a project; what is absent stays as it is.
 * @throws ServiceError if the client has no such project, the name is taken, or a value makes no sense.
 */
export async function changeProject(
  store: Store,
  by: ActorContext,
  projectId: string,
  changes: ProjectChanges,
): Promise<Project> {
  const { name, requiresConsent, accentWeight, requiredLevels } = parseInput(projectChangesSchema, changes);
  if (!isId(projectId)) throw new ServiceError('NOT_FOUND', 'There is no such project');
  try {
    return await store.db.transaction().execute(async (trx) => {
      const row = await trx
        .updateTable('projects')
        .set({
          name: name ?? sql<string>`name`,
          requires_consent: requiresConsent,
          accent_weight: accentWeight,
          required_levels: requiredLevels && JSON.stringify(requiredLevels),
        })
        .where('id', '=', projectId)
        .where('client_id', '=', by.tenantId)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw new ServiceError('NOT_FOUND', 'There is no such project');
      const details = {
        requiresConsent,
        accentWeight,
        levelsRequired: requiredLevels && Object.keys(requiredLevels).length,
        ...(name === undefined ? {} : { renamed: true }),
      };
      await recordAuditEntry(trx, { ...by, action: 'project.change', target: { projectId }, details });
      return describeProject(row);
    });
  } catch (error) {
    throw nameTakenError(error, `There is a project named ${name} already`);
  }
}

/**
 * The id of a client's project by its name.
 * @throws ServiceError if the client has no project of that name.
 */
export async function projectIdOf(db: Database, tenantId: string, name: string): Promise<string> {
  const row = await db
    .selectFrom('projects')
    .select('id')
    .where('client_id', '=', tenantId)
    .where('name', '=', name.trim())
    .executeTakeFirst();
  if (!row) throw new ServiceError('NOT_FOUND', `There is no project ${name}`);
  return row.id;
}

/** The id of a client's project of a name, made if there is none. */
export async function ensureProject(store: Store, by: ActorContext, name: string): Promise<string> {
  const known = (await listProjects(store.db, by.tenantId)).find((project) => project.name === name.trim());
  return known?.id ?? (await createProject(store, by, { name })).id;
}

/**
 * Sets whether a project takes only recordings of people who have agreed to a notice, at the command line.
 * @throws ServiceError if there is no such client or project.
 */
export async function setConsentRequired(
  store: Store,
  tenantName: string,
  projectName: string,
  isRequired: boolean,
): Promise<void> {
  const by = operatorActor(await tenantIdOf(store.db, tenantName));
  const projectId = await projectIdOf(store.db, by.tenantId, projectName);
  await changeProject(store, by, projectId, { requiresConsent: isRequired });
}
