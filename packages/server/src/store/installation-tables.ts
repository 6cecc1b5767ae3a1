import type { ColumnType, Generated } from 'kysely';

interface InstallationTable {
  is_only: Generated<boolean>;
  id: Generated<string>;
  /** The id as the text cipher encrypted it; null until a key was first set. */
  key_check: string | null;
  created_at: ColumnType<Date, never, never>;
}

interface OrphanedObjectsTable {
  key: string;
  found_at: ColumnType<Date, Date | undefined, Date>;
  seen_at: ColumnType<Date, Date, Date>;
}

/** What is known about the installation as a whole. */
export interface InstallationTables {
  installation: InstallationTable;
  orphaned_objects: OrphanedObjectsTable;
}
