import type { Store } from '../store/store.ts';
import { ClientError } from './clients.ts';

/**
 * Sets whether a project takes only recordings of people who have agreed to a notice.
 * @throws ClientError if the client has no such project.
 */
export async function requireConsent(
  store: Store,
  clientName: string,
  projectName: string,
  isRequired: boolean,
): Promise<void> {
  const { numUpdatedRows } = await store.db
    .updateTable('projects')
    .set({ requires_consent: isRequired })
    .where('name', '=', projectName.trim())
    .where('client_id', '=', (query) =>
      query.selectFrom('clients').select('clients.id').where('clients.name', '=', clientName.trim()),
    )
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ClientError(`${clientName} has no project ${projectName}`);
}
